// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one cluster was told to run, by this decision or, where it stopped early, by an earlier one. */
record Desired(String cluster, String clusterClass, String digest) {

    static List<Desired> of(DeliveryPlan plan) {
        List<Desired> all = new ArrayList<>();
        plan.classes()
                .forEach(planned -> planned.clusters()
                        .forEach(target -> all.add(
                                new Desired(target.name(), planned.rendered().id(), planned.digest()))));
        return List.copyOf(all);
    }

    static List<Desired> ofWhatIsThere(DeploymentInputs inputs) {
        List<Desired> all = new ArrayList<>();
        inputs.workloads().forEach((cluster, workload) -> {
            WorkloadSpec.Artifact artifact = artifact(workload);
            if (artifact != null && inputs.works().containsKey(cluster)) {
                String clusterClass = workload.getSpec().clusterClass();
                all.add(new Desired(cluster, clusterClass == null ? "" : clusterClass, artifact.digest()));
            }
        });
        return List.copyOf(all);
    }

    private static WorkloadSpec.@Nullable Artifact artifact(Workload workload) {
        return workload.getSpec() == null ? null : workload.getSpec().artifact();
    }
}
