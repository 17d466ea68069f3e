// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.Project;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.fleet.signing.SigningSecret;
import dev.paddock.hub.apply.MeaningfulChange;
import dev.paddock.hub.cache.LeanStore;
import dev.paddock.hub.definition.DefinitionSource;
import dev.paddock.hub.failpoint.Milestones;
import dev.paddock.hub.output.OutputGatherer;
import dev.paddock.hub.output.OutputReaders;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.hub.variable.SecretWatches;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings each WorkloadDeployment to its clusters and reports what became of it. It owns the deployment's ManifestWorks and Workloads on
 * the hub and its artifacts in the registry; what happens on a spoke is the agent's work and comes back through the Workload.
 */
@ControllerConfiguration(
        name = "workloaddeployment",
        finalizerName = Finalizers.DELIVERY,
        fieldManager = WorkloadDeploymentReconciler.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = MeaningfulChange.class, itemStore = LeanStore.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class WorkloadDeploymentReconciler implements Reconciler<WorkloadDeployment>, Cleaner<WorkloadDeployment> {

    static final String FIELD_MANAGER = "paddock-workloaddeployment";

    /** A Project's status counts what is in it: were it heard, each new deployment would wake all the others. */
    private static final OnUpdateFilter<HasMetadata> SPEC = new MeaningfulChange();

    private final Clock clock;
    private final SimpleInboundEventSource<WorkloadDeployment> woken = new SimpleInboundEventSource<>();
    private final OutputReaders readers;
    private final SecretWatches secrets;
    private final DefinitionSource definitions;
    private final DeploymentGatherer gatherer;
    private final DeliveryRun delivery;
    private final UndeliveryRun undelivery;
    private final HubObjects hub;

    /**
     * @param engine evaluates templates
     * @param charts renders what comes as a chart
     * @param definitions knows which definitions are meant
     * @param rendered told of each rendering
     * @param hubVersion as macros see it
     * @param kept what a hub that died has rendered and not delivered
     * @param milestones told of what is done and not yet recorded
     */
    public WorkloadDeploymentReconciler(
            KubernetesClient client,
            Clock clock,
            GpuReservations reservations,
            Publishing publishing,
            TemplateEngine engine,
            ReleaseRenderer charts,
            DefinitionSource definitions,
            Consumer<WorkloadDeployment> rendered,
            KeptRenderings kept,
            String hubVersion,
            Milestones milestones) {
        this.clock = clock;
        this.definitions = definitions;
        this.readers = new OutputReaders(this::wake);
        this.secrets = new SecretWatches(client, this::wake);
        this.gatherer = new DeploymentGatherer(hubVersion, definitions, new OutputGatherer(readers), secrets);
        this.hub = new HubClient(client, FIELD_MANAGER);
        this.delivery = new DeliveryRun(
                new DeliveryPlanner(engine, charts, clock, rendered, kept),
                reservations,
                publishing,
                hub,
                client.getKubernetesSerialization(),
                milestones);
        this.undelivery = new UndeliveryRun(hub, reservations, milestones);
    }

    @Override
    public List<EventSource<?, WorkloadDeployment>> prepareEventSources(
            EventSourceContext<WorkloadDeployment> context) {
        definitions.onChange(woken::propagateEvent);
        DeploymentIndex index =
                new DeploymentIndex(predicate -> context.getPrimaryCache().list(predicate));
        return List.of(
                delivered(ManifestWork.class, context),
                delivered(Workload.class, context),
                woken,
                referenced(WorkloadProfile.class, index::of, WorkloadDeploymentReconciler::storedOrRelabelled, context),
                revisions(index, context),
                referenced(Environment.class, index::of, (now, before) -> true, context),
                referenced(
                        Project.class,
                        project -> index.inNamespace(project.getMetadata().getNamespace()),
                        SPEC,
                        context),
                referenced(VariableSet.class, index::of, SPEC, context),
                clusters(index, context),
                settings(index, context),
                signingKey(index, context));
    }

    @Override
    public UpdateControl<WorkloadDeployment> reconcile(
            WorkloadDeployment deployment, Context<WorkloadDeployment> context) {
        Outcome outcome = delivery.run(gatherer.gather(deployment, context, clock.instant()));
        WorkloadDeploymentStatus before = deployment.getStatus();
        if (before == null || !StatusChange.onlyTimes(before, outcome.status())) {
            // Into the cache too: a look that follows at once must know what this one has published.
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                    deployment, HubClient.withStatus(deployment, outcome.status()), context);
        }
        UpdateControl<WorkloadDeployment> control = UpdateControl.noUpdate();
        outcome.again().ifPresent(control::rescheduleAfter);
        return control;
    }

    @Override
    public DeleteControl cleanup(WorkloadDeployment deployment, Context<WorkloadDeployment> context) {
        DeploymentInputs inputs = gatherer.gather(deployment, context, clock.instant());
        delivery.forget(inputs);
        Optional<Outcome> waiting = undelivery.run(inputs);
        if (waiting.isEmpty()) {
            DeploymentName gone = new DeploymentName(
                    deployment.getMetadata().getNamespace(),
                    deployment.getMetadata().getName());
            readers.forget(gone);
            secrets.forget(gone);
            return DeleteControl.defaultDelete();
        }
        WorkloadDeploymentStatus before = deployment.getStatus();
        if (before == null || !StatusChange.onlyTimes(before, waiting.get().status())) {
            hub.record(deployment, waiting.get().status());
        }
        DeleteControl control = DeleteControl.noFinalizerRemoval();
        waiting.get().again().ifPresent(control::rescheduleAfter);
        return control;
    }

    private void wake(DeploymentName name) {
        woken.propagateEvent(new ResourceID(name.name(), name.namespace()));
    }

    /** What this controller makes; only objects that carry its labels are watched. */
    private static <R extends HasMetadata> InformerEventSource<R, WorkloadDeployment> delivered(
            Class<R> type, EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, WorkloadDeployment.class)
                        .withLabelSelector(Labels.MANAGED_BY + "=paddock," + Labels.DEPLOYMENT)
                        .withItemStore(new LeanStore<>())
                        .withSecondaryToPrimaryMapper(DeploymentIndex::ownerOf)
                        .build(),
                context);
    }

    /** What deployments name; found by name when it is needed, so no index of it is kept. */
    private static <R extends HasMetadata> InformerEventSource<R, WorkloadDeployment> referenced(
            Class<R> type,
            SecondaryToPrimaryMapper<R> users,
            OnUpdateFilter<? super R> concerns,
            EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, WorkloadDeployment.class)
                        .withSecondaryToPrimaryMapper(users)
                        .withPrimaryToSecondaryMapper((WorkloadDeployment deployment) -> Set.of())
                        .withOnUpdateFilter(concerns)
                        .build(),
                context);
    }

    /** A spec matters once it is stored as a revision, which is said in the status. */
    private static boolean storedOrRelabelled(WorkloadProfile now, WorkloadProfile before) {
        return !Objects.equals(now.getStatus(), before.getStatus())
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }

    private static InformerEventSource<DefinitionRevision, WorkloadDeployment> revisions(
            DeploymentIndex index, EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(DefinitionRevision.class, WorkloadDeployment.class)
                        .withLabelSelector(Labels.MANAGED_BY + "=paddock," + Labels.WORKLOAD_PROFILE)
                        .withSecondaryToPrimaryMapper((DefinitionRevision revision) -> index.of(revision))
                        .withPrimaryToSecondaryMapper((WorkloadDeployment deployment) -> Set.of())
                        .build(),
                context);
    }

    /** A cluster's heartbeat concerns nobody; a change of what a delivery reads of it does. */
    private static InformerEventSource<ManagedCluster, WorkloadDeployment> clusters(
            DeploymentIndex index, EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ManagedCluster.class, WorkloadDeployment.class)
                        .withSecondaryToPrimaryMapper((ManagedCluster cluster) -> index.of(cluster))
                        .withPrimaryToSecondaryMapper((WorkloadDeployment deployment) -> Set.of())
                        .withOnUpdateFilter(
                                (now, before) -> !TargetCluster.of(now).equals(TargetCluster.of(before)))
                        .build(),
                context);
    }

    /** What was signed with an older key is signed anew. */
    private static InformerEventSource<Secret, WorkloadDeployment> signingKey(
            DeploymentIndex index, EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, WorkloadDeployment.class)
                        .withNamespaces(Set.of(Namespaces.SYSTEM))
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("metadata.name", SigningSecret.NAME)
                                .build())
                        .withSecondaryToPrimaryMapper((Secret key) -> index.all())
                        .withPrimaryToSecondaryMapper((WorkloadDeployment deployment) -> Set.of())
                        .build(),
                context);
    }

    private static InformerEventSource<ConfigMap, WorkloadDeployment> settings(
            DeploymentIndex index, EventSourceContext<WorkloadDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ConfigMap.class, WorkloadDeployment.class)
                        .withNamespaces(Set.of(Namespaces.SYSTEM))
                        .withSecondaryToPrimaryMapper((ConfigMap settings) -> Installation.CONFIG_MAP.equals(
                                        settings.getMetadata().getName())
                                ? index.all()
                                : Set.of())
                        .withPrimaryToSecondaryMapper((WorkloadDeployment deployment) -> Set.of())
                        .build(),
                context);
    }
}
