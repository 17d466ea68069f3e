// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.MLPlatform;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The version of its profile that something asks for or stays on; empty where it takes the newest. */
public final class AskedVersion {
    private AskedVersion() {}

    public static Optional<String> of(WorkloadDeployment deployment) {
        ProfileReference reference = deployment.getSpec().workloadProfileRef();
        if (reference == null) {
            return Optional.empty();
        }
        if (reference.revision() != null) {
            return Optional.of(reference.revision());
        }
        String namespace = reference.namespaceOr(deployment.getMetadata().getNamespace());
        return ProfileChooser.followsProfile(deployment)
                ? Optional.empty()
                : ProfileChooser.held(deployment, ProfileChooser.chosenFor(namespace, deployment));
    }

    /** @param child what the platform has made so far; it stays on its version while the platform asks for the same */
    public static Optional<String> of(MLPlatform platform, Optional<WorkloadDeployment> child) {
        ProfileReference reference = platform.getSpec().workloadProfileRef();
        if (reference == null) {
            return Optional.empty();
        }
        if (reference.revision() != null) {
            return Optional.of(reference.revision());
        }
        return ProfileChooser.followsProfile(platform)
                ? Optional.empty()
                : child.filter(there -> asksTheSame(platform, reference, there)).flatMap(AskedVersion::of);
    }

    private static boolean asksTheSame(MLPlatform platform, ProfileReference asked, WorkloadDeployment child) {
        ProfileReference there = child.getSpec().workloadProfileRef();
        Map<String, String> annotations = child.getMetadata().getAnnotations();
        String version = annotations == null ? null : annotations.get(Labels.PLATFORM_VERSION);
        return there != null
                && there.revision() == null
                && there.name().equals(asked.name())
                && there.namespaceOr(child.getMetadata().getNamespace()).equals(asked.namespaceOr(Namespaces.SYSTEM))
                && Objects.equals(version, platform.getSpec().version());
    }
}
