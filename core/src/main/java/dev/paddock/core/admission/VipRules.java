// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.Edge;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.fault.FieldError;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A virtual IP belongs to one cluster of the whole hub. */
final class VipRules {
    private static final String AUTO = "Auto";

    /** One use of an address. */
    private record Use(String path, String vip) {}

    private VipRules() {}

    static <T extends HasMetadata> Stream<Finding> vipIsTaken(Input<T> input) {
        List<Use> own = uses(input.object());
        if (own.isEmpty()) {
            return Finding.none();
        }
        List<String> taken = new ArrayList<>();
        Stream.concat(input.objects().list(MLPlatform.class).stream(), input.objects().list(ComputePool.class).stream())
                .filter(other -> !sameOrChild(input, other))
                .forEach(other -> uses(other).forEach(use -> taken.add(use.vip())));
        List<Finding> findings = new ArrayList<>();
        for (Use use : own) {
            if (taken.contains(use.vip())) {
                findings.add(new Finding.Invalid(FieldError.duplicate(use.path(), use.vip())));
            }
            taken.add(use.vip());
        }
        return findings.stream();
    }

    /** A platform and the pool it makes have one name and share the address. */
    private static <T extends HasMetadata> boolean sameOrChild(Input<T> input, HasMetadata other) {
        return Objects.equals(input.namespace(), other.getMetadata().getNamespace())
                && Objects.equals(input.name(), other.getMetadata().getName());
    }

    private static List<Use> uses(HasMetadata object) {
        List<Use> uses = new ArrayList<>();
        if (object instanceof MLPlatform platform && platform.getSpec().cluster() != null) {
            add(uses, "spec.cluster.edge.vip", platform.getSpec().cluster().edge());
        } else if (object instanceof ComputePool pool) {
            PoolClusterPaths.of(pool.getSpec())
                    .forEach(cluster -> add(
                            uses, cluster.path() + ".edge.vip", cluster.config().edge()));
        }
        return uses;
    }

    private static void add(List<Use> uses, String path, @Nullable Edge edge) {
        if (edge != null && edge.vip() != null && !edge.vip().equals(AUTO)) {
            uses.add(new Use(path, edge.vip()));
        }
    }
}
