// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** Whether one object names another. */
final class Users {
    private Users() {}

    static boolean of(ClusterProfile profile, ComputePool pool) {
        return names(pool.getSpec().clusterProfileRef(), pool.getMetadata().getNamespace(), profile);
    }

    static boolean of(ClusterProfile profile, MLPlatform platform) {
        return names(platform.getSpec().clusterProfileRef(), Namespaces.SYSTEM, profile);
    }

    static boolean of(WorkloadProfile profile, MLPlatform platform) {
        return names(platform.getSpec().workloadProfileRef(), Namespaces.SYSTEM, profile);
    }

    static boolean of(WorkloadProfile profile, WorkloadDeployment deployment) {
        return names(
                deployment.getSpec().workloadProfileRef(),
                deployment.getMetadata().getNamespace(),
                profile);
    }

    static boolean of(Environment environment, WorkloadDeployment deployment) {
        return names(
                deployment.getSpec().environmentRef(), deployment.getMetadata().getNamespace(), environment);
    }

    static boolean names(@Nullable Reference reference, String fallbackNamespace, HasMetadata object) {
        return reference != null && is(object, reference.namespaceOr(fallbackNamespace), reference.name());
    }

    private static boolean names(@Nullable ProfileReference reference, String fallbackNamespace, HasMetadata object) {
        return reference != null && is(object, reference.namespaceOr(fallbackNamespace), reference.name());
    }

    private static boolean is(HasMetadata object, String namespace, String name) {
        return namespace.equals(object.getMetadata().getNamespace())
                && name.equals(object.getMetadata().getName());
    }

    /** {@code ns/name}, or the name alone for kinds without a namespace. */
    static String nameOf(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null ? name : namespace + "/" + name;
    }
}
