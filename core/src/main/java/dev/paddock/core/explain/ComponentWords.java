// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadStatus;
import java.util.Comparator;
import java.util.stream.Stream;

/** The components of a deployment that are not well, cluster by cluster, as the agents report them. */
final class ComponentWords {
    /** A deployment on hundreds of clusters is not explained by hundreds of lines. */
    private static final int MOST = 5;

    private ComponentWords() {}

    static void tell(WorkloadDeployment deployment, Surroundings around, Account account) {
        String workload = deployment.getMetadata().getNamespace() + "-"
                + deployment.getMetadata().getName();
        around.workloads().stream()
                .filter(found -> workload.equals(found.getMetadata().getName()))
                .sorted(Comparator.comparing(found -> found.getMetadata().getNamespace()))
                .flatMap(found -> unwell(found).map(component -> line(found, component)))
                .limit(MOST)
                .forEach(line -> account.point("component", line));
    }

    private static Stream<WorkloadStatus.ComponentStatus> unwell(Workload workload) {
        return workload.getStatus() == null
                ? Stream.empty()
                : workload.getStatus().components().stream().filter(component -> component.health() != Health.HEALTHY);
    }

    private static String line(Workload workload, WorkloadStatus.ComponentStatus component) {
        return "%s on %s: %s%s"
                .formatted(
                        component.name(),
                        workload.getMetadata().getNamespace(),
                        component.health() == null ? "not reported yet" : component.health(),
                        component.message() == null ? "" : ", " + component.message());
    }
}
