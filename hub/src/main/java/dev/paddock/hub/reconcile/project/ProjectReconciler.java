// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.project;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels the namespace of a Project, shows what the Project holds, and takes its objects apart in order when it goes. The
 * namespace is the writer's; this only labels it, and deletes it last.
 */
@ControllerConfiguration(
        name = "project",
        finalizerName = Finalizers.PROJECT,
        fieldManager = ProjectReconciler.FIELD_MANAGER)
public final class ProjectReconciler implements Reconciler<Project>, Cleaner<Project> {
    static final String FIELD_MANAGER = "paddock-project";

    private static final String DEFAULT = "default";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final HubCache cache;
    private final Ledger ledger;
    private final Clock clock;
    private final Applier applier;
    private final ProjectStatusFactory statuses = new ProjectStatusFactory();

    public ProjectReconciler(KubernetesClient client, HubCache cache, Ledger ledger, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.ledger = ledger;
        this.clock = clock;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, Project>> prepareEventSources(EventSourceContext<Project> context) {
        CacheEvents<Project> events = new CacheEvents<>(Project.class, cache)
                .onSpec(
                        Tenant.class,
                        tenant -> cache.list(Project.class).stream()
                                .filter(project -> project.getSpec()
                                        .tenantRef()
                                        .name()
                                        .equals(tenant.getMetadata().getName()))
                                .map(ResourceID::fromResource)
                                .toList())
                .onSpec(
                        Namespace.class,
                        namespace -> List.of(new ResourceID(
                                namespace.getMetadata().getName(),
                                namespace.getMetadata().getName())))
                .onSpec(ComputeProfile.class, ProjectReconciler::ofNamespace)
                .onSpec(MLPlatform.class, ProjectReconciler::ofNamespace)
                .onSpec(ComputePool.class, ProjectReconciler::ofNamespace)
                .onSpec(WorkloadDeployment.class, ProjectReconciler::ofNamespace);
        ledger.onChange(level -> {
            if (level.kind() == LevelKey.Kind.Project) {
                events.propagateEvent(new ResourceID(level.name(), level.name()));
            }
        });
        return List.of(events);
    }

    @Override
    public UpdateControl<Project> reconcile(Project project, Context<Project> context) {
        label(project);
        ProjectStatus status = statuses.status(facts(project));
        return status.equals(project.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(project, status));
    }

    @Override
    public DeleteControl cleanup(Project project, Context<Project> context) {
        Optional<String> waiting = takeApart(project);
        if (waiting.isPresent()) {
            ProjectStatus status = statuses.deleting(facts(project), waiting.get());
            if (!status.equals(project.getStatus())) {
                applier.applyStatus(withStatus(project, status));
            }
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        }
        String namespace = project.getMetadata().getNamespace();
        if (!namespace.equals(DEFAULT)) {
            client.namespaces().withName(namespace).delete();
        }
        return DeleteControl.defaultDelete();
    }

    /** One kind after the other, each gone before the next: children before what they stand on. */
    private Optional<String> takeApart(Project project) {
        return remaining(project, MLPlatform.class)
                .or(() -> remaining(project, WorkloadDeployment.class))
                .or(() -> remaining(project, ComputePool.class))
                .or(() -> remaining(project, ComputeProfile.class));
    }

    private <T extends HasMetadata> Optional<String> remaining(Project project, Class<T> kind) {
        List<T> left = cache.list(kind, project.getMetadata().getNamespace());
        left.stream()
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .forEach(object -> client.resource(object).delete());
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("waiting until %d %s are gone (%s)"
                        .formatted(
                                left.size(),
                                left.getFirst().getKind() + "s",
                                left.getFirst().getMetadata().getName()));
    }

    private void label(Project project) {
        String namespace = project.getMetadata().getNamespace();
        String tenant = project.getSpec().tenantRef().name();
        applier.apply(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(Map.of(Labels.TENANT_NAME, tenant, Labels.PROJECT_NAME, namespace))
                        .endMetadata()
                        .build(),
                cache.find(Namespace.class, "", namespace));
        Map<String, String> labels = project.getMetadata().getLabels();
        if (labels == null || !tenant.equals(labels.get(Labels.TENANT_NAME))) {
            // Only the label: the spec is the user's, and applying a part of it would claim that part.
            client.resource(project).edit(found -> {
                found.getMetadata().setLabels(with(found.getMetadata().getLabels(), tenant));
                return found;
            });
        }
    }

    private static Map<String, String> with(
            @org.jspecify.annotations.Nullable Map<String, String> labels, String tenant) {
        Map<String, String> changed = new java.util.TreeMap<>(labels == null ? Map.of() : labels);
        changed.put(Labels.TENANT_NAME, tenant);
        return changed;
    }

    private ProjectStatusFactory.Facts facts(Project project) {
        String namespace = project.getMetadata().getNamespace();
        return new ProjectStatusFactory.Facts(
                project,
                cache.find(Tenant.class, "", project.getSpec().tenantRef().name())
                        .isPresent(),
                Optional.ofNullable(project.getSpec().computeProfileRef())
                        .map(ref -> cache.find(ComputeProfile.class, ref.namespaceOr(namespace), ref.name())
                                .isPresent()),
                ledger.heldAt(LevelKey.project(project.getMetadata().getName())),
                cache.list(ComputePool.class, namespace).size(),
                cache.list(MLPlatform.class, namespace).size(),
                cache.list(WorkloadDeployment.class, namespace).size(),
                clock.instant());
    }

    private static List<ResourceID> ofNamespace(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return List.of(new ResourceID(namespace, namespace));
    }

    private static Project withStatus(Project project, ProjectStatus status) {
        Project patch = new Project();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(project.getMetadata().getName())
                .withNamespace(project.getMetadata().getNamespace())
                .withUid(project.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
