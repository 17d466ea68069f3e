// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.project;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.tenancy.LevelReport;
import dev.paddock.core.tenancy.ProjectContents;
import dev.paddock.core.tenancy.ProjectDecider;
import dev.paddock.core.tenancy.ProjectDecision;
import dev.paddock.core.tenancy.ProjectView;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.quota.TenancyLookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels a Project and its namespace, reports what it holds, and empties it before it goes. The namespace is made by
 * others; this only labels it, and deletes it last.
 */
@ControllerConfiguration(
        name = "project",
        finalizerName = Finalizers.PROJECT,
        fieldManager = ProjectReconciler.FIELD_MANAGER)
public final class ProjectReconciler implements Reconciler<Project>, Cleaner<Project> {
    static final String FIELD_MANAGER = "paddock-project";

    /** What the others in a Project use. */
    private static final List<Class<? extends HasMetadata>> SHELF =
            List.of(WorkloadProfile.class, ClusterProfile.class, ComputeProfile.class, Compute.class);

    /** What goes tells so; this only bounds the harm of a missed event. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final HubCache cache;
    private final Clock clock;
    private final Ledger ledger;
    private final TenancyLookup tenancies;
    private final Applier applier;
    private final ProjectDecider decider = new ProjectDecider();

    public ProjectReconciler(
            KubernetesClient client, HubCache cache, TenancyLookup tenancies, Ledger ledger, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.clock = clock;
        this.ledger = ledger;
        this.tenancies = tenancies;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, Project>> prepareEventSources(EventSourceContext<Project> context) {
        return List.of(ProjectEvents.of(cache, ledger));
    }

    @Override
    public UpdateControl<Project> reconcile(Project project, Context<Project> context) {
        String namespace = project.getMetadata().getNamespace();
        ProjectDecision.Keep decision = decider.settle(view(project, contents(namespace, cache::list)));
        applier.apply(decision.namespace(), cache.find(Namespace.class, "", namespace));
        if (!decision.labels().isEmpty()) {
            label(project, decision.labels());
        }
        return decision.status().equals(project.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(project, new Project(), decision.status()));
    }

    @Override
    public DeleteControl cleanup(Project project, Context<Project> context) {
        return switch (removal(project)) {
            case ProjectDecision.Empty(List<HasMetadata> delete, ProjectStatus status) -> {
                if (!status.equals(project.getStatus())) {
                    applier.applyStatus(StatusPatch.of(project, new Project(), status));
                }
                delete.forEach(object -> client.resource(object).delete());
                yield DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
            }
            case ProjectDecision.LetGo(boolean deleteNamespace) -> {
                if (deleteNamespace) {
                    client.namespaces()
                            .withName(project.getMetadata().getNamespace())
                            .delete();
                }
                yield DeleteControl.defaultDelete();
            }
        };
    }

    /** A cache may be behind, and an object that came last would outlive its Project unseen: the last word is the server's. */
    private ProjectDecision.Removal removal(Project project) {
        String namespace = project.getMetadata().getNamespace();
        ProjectDecision.Removal seen = decider.remove(view(project, contents(namespace, cache::list)));
        return seen instanceof ProjectDecision.LetGo
                ? decider.remove(view(project, contents(namespace, this::list)))
                : seen;
    }

    /** Only the labels: the spec is its writer's, and applying a part of it would claim that part. */
    private void label(Project project, Map<String, String> labels) {
        client.resource(project).edit(found -> {
            Map<String, String> all = new HashMap<>(labels);
            Optional.ofNullable(found.getMetadata().getLabels())
                    .ifPresent(written -> written.forEach(all::putIfAbsent));
            found.getMetadata().setLabels(all);
            return found;
        });
    }

    private ProjectView view(Project project, ProjectContents contents) {
        String namespace = project.getMetadata().getNamespace();
        Level level = Tenancy.levelOf(project);
        return new ProjectView(
                project,
                tenancies.of(namespace),
                tenancies.reachable(namespace),
                contents,
                new LevelReport(level, ledger.heldAt(level.key())),
                clock.instant());
    }

    /** How the objects of a kind in a namespace are found: in the cache, or by asking the server. */
    private interface Lister {
        <T extends HasMetadata> List<T> list(Class<T> kind, String namespace);
    }

    private static ProjectContents contents(String namespace, Lister lister) {
        return new ProjectContents(
                lister.list(MLPlatform.class, namespace),
                lister.list(WorkloadDeployment.class, namespace),
                lister.list(ComputePool.class, namespace),
                lister.list(Environment.class, namespace),
                SHELF.stream()
                        .<HasMetadata>flatMap(kind -> lister.list(kind, namespace).stream())
                        .toList());
    }

    private <T extends HasMetadata> List<T> list(Class<T> kind, String namespace) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }
}
