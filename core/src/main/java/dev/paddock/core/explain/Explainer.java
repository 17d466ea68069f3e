// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.Conditioned;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says in words how an object stands: the step it is in, what it waits for, the rule that refused it and what would
 * help. Reads what controllers have reported and judges nothing anew.
 */
public final class Explainer {
    private final Surroundings around;
    private final Instant now;

    public Explainer(Surroundings around, Instant now) {
        this.around = around;
        this.now = now;
    }

    public Explanation of(MLPlatform platform) {
        return new PlatformWords(platform, around, now).explanation();
    }

    public Explanation of(ComputePool pool) {
        return new PoolWords(pool, around, now).explanation();
    }

    public Explanation of(WorkloadDeployment deployment) {
        return new DeploymentWords(deployment, around, now).explanation();
    }

    public Explanation of(Environment environment) {
        return new EnvironmentWords(environment, around, now).explanation();
    }

    public Explanation of(ComputeProfile profile) {
        return new ProfileWords(profile, around, now).explanation();
    }

    public Explanation of(ManagedCluster cluster) {
        return new ClusterWords(cluster, around, now).explanation();
    }

    /** Any other kind, of which only the conditions are known. */
    public Explanation of(HasMetadata object, @Nullable Conditioned status) {
        return new ConditionWords(new Standing(object, status, now), around).explanation();
    }
}
