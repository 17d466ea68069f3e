// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadSpec;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.plan.Delivery;
import dev.paddock.core.plan.Hidden;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.hub.definition.DefinitionSource;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a deployment would be delivered as, by the planner that deliveries themselves use. Reads the API server and not the caches, writes
 * nothing, reserves nothing. Values of Secrets do not leave it.
 */
public final class DeliveryPreview {

    private final PreviewGatherer gatherer;
    private final DeliveryPlanner planner;
    private final String salt;

    /**
     * @param engine evaluates templates
     * @param charts renders what comes as a chart
     * @param definitions knows which definitions are meant
     * @param salt of this process alone, by which hidden values stay comparable
     */
    public DeliveryPreview(
            KubernetesClient client,
            TemplateEngine engine,
            ReleaseRenderer charts,
            DefinitionSource definitions,
            Clock clock,
            String hubVersion,
            String salt) {
        this.gatherer = new PreviewGatherer(client, definitions, hubVersion);
        this.planner = new DeliveryPlanner(engine, charts, clock, looked -> {}, KeptRenderings.NONE);
        this.salt = salt;
    }

    /**
     * What the objects come to.
     *
     * @param delivered the digest that each cluster has been told to run
     * @param demand GPUs by shared cluster
     */
    public record Preview(Delivery delivery, Map<String, String> delivered, Map<String, GpuDemand> demand) {
        public Preview {
            delivered = Map.copyOf(delivered);
            demand = Map.copyOf(demand);
        }
    }

    /** The deployment as it is on the hub. */
    public Optional<WorkloadDeployment> live(String namespace, String name) {
        return gatherer.deployment(namespace, name);
    }

    /**
     * @param deployment as it is or as it would be
     * @param changed profiles as they would be; all others are read
     */
    public Preview of(WorkloadDeployment deployment, List<WorkloadProfile> changed, Instant now) {
        DeploymentInputs inputs = gatherer.gather(deployment, changed, now);
        Targets targets = Targets.of(inputs);
        List<String> withdrawn = targets.withdrawn().stream().sorted().toList();
        String from = InputsDigest.ofRendering(inputs, targets.wanted());
        if (Boolean.TRUE.equals(deployment.getSpec().suspend())) {
            return stopped(inputs, from, "it is suspended", List.of());
        }
        if (targets.wanted().isEmpty()) {
            return stopped(inputs, from, targets.message(), withdrawn);
        }
        return switch (planner.plan(inputs, targets.wanted())) {
            case Stage.Stopped<DeliveryPlan> stopped ->
                stopped(inputs, from, stopped.reason().text() + ": " + stopped.message(), List.of());
            case Stage.Passed<DeliveryPlan> passed -> planned(inputs, from, passed.value(), withdrawn);
        };
    }

    private static Preview stopped(DeploymentInputs inputs, String from, String why, List<String> withdrawn) {
        return new Preview(
                new Delivery("", why, from, List.of(), withdrawn, List.of(), List.of()), delivered(inputs), Map.of());
    }

    private Preview planned(DeploymentInputs inputs, String from, DeliveryPlan plan, List<String> withdrawn) {
        List<Delivery.ClusterClass> classes = plan.classes().stream()
                .map(planned -> new Delivery.ClusterClass(
                        planned.rendered().id(),
                        planned.digest(),
                        planned.clusters().stream().map(TargetCluster::name).toList(),
                        planned.rendered().rendering().nodes().stream()
                                .map(object -> Hidden.of(object, salt))
                                .toList()))
                .toList();
        return new Preview(
                new Delivery(plan.revision(), "", from, classes, withdrawn, List.of(), plan.warnings()),
                delivered(inputs),
                plan.demand());
    }

    private static Map<String, String> delivered(DeploymentInputs inputs) {
        Map<String, String> digests = new TreeMap<>();
        Map<String, ManifestWork> works = inputs.works();
        for (Map.Entry<String, Workload> each : inputs.workloads().entrySet()) {
            WorkloadSpec spec = each.getValue().getSpec();
            if (spec != null && spec.artifact() != null && works.containsKey(each.getKey())) {
                digests.put(each.getKey(), spec.artifact().digest());
            }
        }
        return digests;
    }
}
