// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.palette.Project;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.MeaningfulChange;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps one Placement for each Environment and reports what it selected. Owns the Placement and nothing else; the Placement goes with the
 * Environment, unless a WorkloadDeployment still names it.
 */
@ControllerConfiguration(
        name = "environment",
        finalizerName = Finalizers.ENVIRONMENT,
        fieldManager = EnvironmentReconciler.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = MeaningfulChange.class))
public final class EnvironmentReconciler implements Reconciler<Environment>, Cleaner<Environment> {

    static final String FIELD_MANAGER = "paddock-environment";

    /** A use ends with an event of its own; this only bounds the harm of a missed one. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final Applier applier;
    private final EnvironmentDecider decider = new EnvironmentDecider();

    public EnvironmentReconciler(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, Environment>> prepareEventSources(EventSourceContext<Environment> context) {
        InformerEventSource<Placement, Environment> placements = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Placement.class, Environment.class)
                        .withLabelSelector(Labels.MANAGED_BY + "=" + Placements.MANAGER)
                        .withSecondaryToPrimaryMapper(
                                placement -> environmentOf(placement).stream().collect(Collectors.toSet()))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        InformerEventSource<ManagedClusterSetBinding, Environment> bindings = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ManagedClusterSetBinding.class, Environment.class)
                        .withSecondaryToPrimaryMapper(binding -> matching(
                                context,
                                environment ->
                                        binding.getMetadata().getNamespace().equals(Placements.namespace(environment))))
                        .withPrimaryToSecondaryMapper((Environment environment) -> Set.of())
                        .build(),
                context);
        InformerEventSource<Project, Environment> projects = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Project.class, Environment.class)
                        .withSecondaryToPrimaryMapper(project -> matching(
                                context,
                                environment -> project.getMetadata()
                                        .getNamespace()
                                        .equals(environment.getMetadata().getNamespace())))
                        .withPrimaryToSecondaryMapper((Environment environment) -> Set.of())
                        .withOnUpdateFilter(new MeaningfulChange())
                        .build(),
                context);
        InformerEventSource<WorkloadDeployment, Environment> users = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(WorkloadDeployment.class, Environment.class)
                        .withSecondaryToPrimaryMapper(deployment -> Set.of(environmentOf(deployment)))
                        .withOnUpdateFilter(new MeaningfulChange())
                        .build(),
                context);
        return List.of(
                placements,
                decisions(placements, context),
                bindings,
                projects,
                users,
                yours(context),
                clusters(context));
    }

    @Override
    public UpdateControl<Environment> reconcile(Environment environment, Context<Environment> context) {
        EnvironmentInputs inputs = gather(environment, context);
        EnvironmentDecision decision = decider.decide(inputs);
        switch (decision) {
            case EnvironmentDecision.Place place -> applier.apply(place.placement(), inputs.placement());
            case EnvironmentDecision.Use use -> removeOurs(environment, context);
        }
        return decision.status().equals(environment.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(environment, decision.status()));
    }

    @Override
    public DeleteControl cleanup(Environment environment, Context<Environment> context) {
        List<String> users = context.getSecondaryResourcesAsStream(WorkloadDeployment.class)
                .map(user -> user.getMetadata().getNamespace() + "/"
                        + user.getMetadata().getName())
                .sorted()
                .toList();
        if (!users.isEmpty()) {
            reportInUse(environment, users);
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        }
        client.resources(Placement.class)
                .inNamespace(Placements.namespace(environment))
                .withName(Placements.name(environment))
                .delete();
        return DeleteControl.defaultDelete();
    }

    private EnvironmentInputs gather(Environment environment, Context<Environment> context) {
        String hubNamespace = Placements.namespace(environment);
        boolean yours = Placements.isYours(environment);
        String placementName = yours ? Placements.yours(environment) : Placements.name(environment);
        Optional<Placement> placement = context.getSecondaryResourcesAsStream(Placement.class)
                .filter(found -> placementName.equals(found.getMetadata().getName())
                        && hubNamespace.equals(found.getMetadata().getNamespace()))
                .findFirst();
        List<PlacementDecision> decisions = cache(context, PlacementDecision.class)
                .list(hubNamespace, page -> placementName.equals(label(page, OcmNames.PLACEMENT_LABEL)))
                .toList();
        List<ManagedClusterSetBinding> bindings = cache(context, ManagedClusterSetBinding.class)
                .list(hubNamespace)
                .toList();
        return new EnvironmentInputs(
                environment,
                tenant(environment, context),
                placement,
                decisions,
                yours ? labels(decisions, context) : Map.of(),
                bindings,
                clock.instant());
    }

    private static Map<String, Map<String, String>> labels(
            List<PlacementDecision> decisions, Context<Environment> context) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        decisions.stream()
                .filter(page -> page.getStatus() != null)
                .flatMap(page -> page.getStatus().decisions().stream())
                .forEach(decision -> cache(context, ManagedCluster.class)
                        .get(new ResourceID(decision.clusterName()))
                        .ifPresent(cluster -> labels.put(
                                decision.clusterName(),
                                Objects.requireNonNullElse(cluster.getMetadata().getLabels(), Map.of()))));
        return labels;
    }

    /** One that we kept before the Environment took to another. */
    private void removeOurs(Environment environment, Context<Environment> context) {
        context.getSecondaryResourcesAsStream(Placement.class)
                .filter(found ->
                        Placements.name(environment).equals(found.getMetadata().getName()))
                .forEach(found -> client.resource(found).delete());
    }

    /** Pages of our Placements, and of those of others that are named. */
    private static InformerEventSource<PlacementDecision, Environment> decisions(
            InformerEventSource<Placement, Environment> placements, EventSourceContext<Environment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(PlacementDecision.class, Environment.class)
                        .withSecondaryToPrimaryMapper(page -> Stream.concat(
                                        placements
                                                .get(new ResourceID(
                                                        label(page, OcmNames.PLACEMENT_LABEL),
                                                        page.getMetadata().getNamespace()))
                                                .flatMap(EnvironmentReconciler::environmentOf)
                                                .stream(),
                                        decidedBy(
                                                context,
                                                page.getMetadata().getNamespace(),
                                                label(page, OcmNames.PLACEMENT_LABEL))
                                                .stream())
                                .collect(Collectors.toSet()))
                        .build(),
                context);
    }

    /** Placements that somebody else keeps and an Environment names. */
    private static InformerEventSource<Placement, Environment> yours(EventSourceContext<Environment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Placement.class, Environment.class)
                        .withName("placements-of-others")
                        .withSecondaryToPrimaryMapper(placement -> decidedBy(
                                context,
                                placement.getMetadata().getNamespace(),
                                placement.getMetadata().getName()))
                        .build(),
                context);
    }

    /** Whether a cluster may be used is said by its labels. */
    private static InformerEventSource<ManagedCluster, Environment> clusters(EventSourceContext<Environment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ManagedCluster.class, Environment.class)
                        .withSecondaryToPrimaryMapper(cluster -> matching(context, Placements::isYours))
                        .withPrimaryToSecondaryMapper((Environment environment) -> Set.of())
                        .withOnUpdateFilter((now, before) -> !Objects.equals(
                                now.getMetadata().getLabels(),
                                before.getMetadata().getLabels()))
                        .build(),
                context);
    }

    private static Set<ResourceID> decidedBy(
            EventSourceContext<Environment> context, String namespace, String placement) {
        return matching(context, environment -> Placements.decides(namespace, placement, environment));
    }

    private static Optional<String> tenant(Environment environment, Context<Environment> context) {
        String namespace = environment.getMetadata().getNamespace();
        if (namespace.startsWith(Namespaces.TENANT_PREFIX)) {
            return Optional.of(namespace.substring(Namespaces.TENANT_PREFIX.length()));
        }
        return cache(context, Project.class)
                .list(namespace)
                .map(project -> project.getSpec().tenantRef().name())
                .findFirst();
    }

    private static <R extends HasMetadata> InformerEventSource<R, Environment> cache(
            Context<Environment> context, Class<R> type) {
        return (InformerEventSource<R, Environment>)
                context.eventSourceRetriever().getEventSourceFor(type);
    }

    private void reportInUse(Environment environment, List<String> users) {
        EnvironmentStatus before = environment.getStatus();
        Conditions conditions = Conditions.evaluate(EnvironmentDecider.CONDITIONS, environment, clock.instant())
                .keepAll();
        String more = users.size() > 1 ? " (and " + (users.size() - 1) + " more)" : "";
        EnvironmentStatus status = new EnvironmentStatus(
                before == null ? List.of() : before.decisions(),
                before == null ? null : before.numberOfClustersDesired(),
                before == null ? null : before.numberOfClustersSelected(),
                environment.getMetadata().getGeneration(),
                conditions.listDeleting(Reason.IN_USE, "in use by WorkloadDeployment " + users.getFirst() + more));
        if (!status.equals(before)) {
            applier.applyStatus(withStatus(environment, status));
        }
    }

    /** Only what this controller owns: a status write must not carry anybody else's fields. */
    private static Environment withStatus(Environment environment, EnvironmentStatus status) {
        Environment patch = new Environment();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(environment.getMetadata().getName())
                .withNamespace(environment.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    private static Set<ResourceID> matching(EventSourceContext<Environment> context, Predicate<Environment> predicate) {
        Stream<Environment> all = context.getPrimaryCache().list(predicate);
        return all.map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static Optional<ResourceID> environmentOf(Placement placement) {
        String name = label(placement, Placements.ENVIRONMENT_LABEL);
        String namespace = label(placement, Placements.ENVIRONMENT_NAMESPACE_LABEL);
        return name.isEmpty() || namespace.isEmpty() ? Optional.empty() : Optional.of(new ResourceID(name, namespace));
    }

    private static ResourceID environmentOf(WorkloadDeployment deployment) {
        var ref = deployment.getSpec().environmentRef();
        return new ResourceID(
                ref.name(), ref.namespaceOr(deployment.getMetadata().getNamespace()));
    }

    private static String label(HasMetadata resource, String key) {
        Map<String, String> labels =
                Objects.requireNonNullElse(resource.getMetadata().getLabels(), Map.of());
        return labels.getOrDefault(key, "");
    }
}
