// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.Project;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.hub.golden.GoldenCase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Inputs of a decision from the files of a golden case. */
final class Given {

    static final Instant NOW = Instant.parse("1970-01-01T00:10:00Z");

    private Given() {}

    static DeploymentInputs inputs(GoldenCase golden) {
        SortedMap<String, TargetCluster> clusters = new TreeMap<>();
        golden.inputs(ManagedCluster.class)
                .forEach(cluster -> clusters.put(cluster.getMetadata().getName(), TargetCluster.of(cluster)));
        WorkloadDeployment deployment = golden.input(WorkloadDeployment.class).orElseThrow();
        SortedMap<String, ManifestWork> own = new TreeMap<>();
        SortedMap<String, String> occupied = new TreeMap<>();
        golden.inputs(ManifestWork.class).forEach(work -> {
            Map<String, String> labels = work.getMetadata().getLabels();
            if (deployment.getMetadata().getName().equals(labels.get("palette.ai/deployment"))) {
                own.put(work.getMetadata().getNamespace(), work);
            } else {
                occupied.put(
                        work.getMetadata().getNamespace(),
                        "WorkloadDeployment project/a-" + labels.get("palette.ai/deployment"));
            }
        });
        return new DeploymentInputs(
                deployment,
                golden.input(Project.class),
                golden.input(WorkloadProfile.class),
                golden.input(Environment.class),
                clusters,
                own,
                byCluster(golden.inputs(Workload.class)),
                occupied,
                HubOutputs.NONE,
                Installation.of(
                                golden.input(ConfigMap.class)
                                        .map(ConfigMap::getData)
                                        .orElse(Map.of()),
                                "0.1.0")
                        .signedBy(Optional.of("sha256:key")),
                NOW);
    }

    private static <T extends HasMetadata> SortedMap<String, T> byCluster(List<T> resources) {
        SortedMap<String, T> byCluster = new TreeMap<>();
        resources.forEach(resource -> byCluster.put(resource.getMetadata().getNamespace(), resource));
        return byCluster;
    }
}
