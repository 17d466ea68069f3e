// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.output;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.palette.Project;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.output.HubOutput;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.output.OutputCycle;
import dev.paddock.core.output.OutputPath;
import dev.paddock.core.output.OutputReader;
import dev.paddock.core.output.OutputSource;
import dev.paddock.core.workload.TemplateMacros;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what a deployment reads of others, and tells {@link OutputReaders} of it first, so that no change after the reading goes unheard.
 */
public final class OutputGatherer {

    /** The objects of all deployments. */
    public interface Objects {
        Optional<WorkloadDeployment> deployment(DeploymentName name);

        /** What it is rendered from: its own, or that of its profile's revision. */
        Optional<WorkloadTemplate> template(WorkloadDeployment deployment);

        Optional<Project> project(String namespace);

        Optional<Workload> workload(String cluster, String name);
    }

    private final OutputReaders readers;

    public OutputGatherer(OutputReaders readers) {
        this.readers = readers;
    }

    /** What {@code deployment} reads, as far as it is there. */
    public HubOutputs of(WorkloadDeployment deployment, Objects objects) {
        DeploymentName name = nameOf(deployment);
        Set<OutputPath> paths = read(deployment, objects);
        readers.record(
                name, new OutputReaders.Seen(sources(paths), sharedWith(deployment), outputs(deployment, objects)));
        if (paths.isEmpty()) {
            return HubOutputs.NONE;
        }
        OutputReader reader = new OutputReader(name.namespace(), tenant(name.namespace(), objects));
        Map<OutputPath, HubOutput> values = new HashMap<>();
        paths.forEach(path -> values.put(
                path, reader.read(path, objects.deployment(path.source()).map(source -> source(source, objects)))));
        return new HubOutputs(values, OutputCycle.of(name, reads(objects)));
    }

    private static Function<DeploymentName, Set<DeploymentName>> reads(Objects objects) {
        return name -> objects.deployment(name)
                .map(found -> sources(read(found, objects)))
                .orElse(Set.of());
    }

    private static Set<OutputPath> read(WorkloadDeployment deployment, Objects objects) {
        return objects.template(deployment).map(TemplateMacros::outputsRead).orElse(Set.of());
    }

    private static Set<DeploymentName> sources(Set<OutputPath> paths) {
        return paths.stream().map(OutputPath::source).collect(Collectors.toUnmodifiableSet());
    }

    private static OutputSource source(WorkloadDeployment deployment, Objects objects) {
        return new OutputSource(
                tenant(deployment.getMetadata().getNamespace(), objects),
                sharedWith(deployment),
                objects.template(deployment),
                outputs(deployment, objects));
    }

    private static SortedMap<String, Optional<WorkloadStatus.Outputs>> outputs(
            WorkloadDeployment deployment, Objects objects) {
        DeploymentName name = nameOf(deployment);
        SortedMap<String, Optional<WorkloadStatus.Outputs>> outputs = new TreeMap<>();
        WorkloadDeploymentStatus status = deployment.getStatus();
        if (status != null) {
            status.clusters()
                    .forEach(cluster -> outputs.put(
                            cluster.name(),
                            objects.workload(cluster.name(), name.namespace() + "-" + name.name())
                                    .map(Workload::getStatus)
                                    .map(WorkloadStatus::outputs)));
        }
        return outputs;
    }

    private static Optional<String> tenant(String namespace, Objects objects) {
        return objects.project(namespace)
                .map(project -> project.getSpec().tenantRef().name());
    }

    private static String sharedWith(WorkloadDeployment deployment) {
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(Annotations.SHARE_OUTPUTS, "");
    }

    private static DeploymentName nameOf(WorkloadDeployment deployment) {
        return new DeploymentName(
                deployment.getMetadata().getNamespace(),
                deployment.getMetadata().getName());
    }
}
