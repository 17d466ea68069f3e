// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.palette.MLPlatformSpec;
import org.jspecify.annotations.Nullable;

/**
 * The part of a spec that decides the scenario: which fields are set, not what they say.
 *
 * @param environment what is known of the named environment; {@link Environment#UNKNOWN} at admission, where it may not
 *     exist yet
 */
public record PlatformShape(
        @Nullable Mode mode,
        boolean hasCluster,
        boolean hasEnvironmentRef,
        boolean hasClusterProfileRef,
        boolean hasWorkloadProfileRef,
        @Nullable DeletePolicy deletePolicy,
        @Nullable Isolation isolation,
        Environment environment) {

    /**
     * @param name the environment named by {@code spec.environmentRef}, or empty
     * @param dedicatedTo the MLPlatform whose dedicated pool it belongs to, or empty
     * @param bringYourOwn whether its clusters were brought by their owner
     */
    public record Environment(String name, String dedicatedTo, boolean bringYourOwn) {
        public static final Environment UNKNOWN = new Environment("", "", false);
    }

    public static PlatformShape of(MLPlatformSpec spec, Environment environment) {
        return new PlatformShape(
                spec.mode(),
                spec.cluster() != null,
                spec.environmentRef() != null,
                spec.clusterProfileRef() != null,
                spec.workloadProfileRef() != null,
                spec.deletePolicy(),
                spec.isolation(),
                environment);
    }

    boolean dedicated() {
        return mode == Mode.DEDICATED;
    }

    boolean shared() {
        return mode == Mode.SHARED;
    }
}
