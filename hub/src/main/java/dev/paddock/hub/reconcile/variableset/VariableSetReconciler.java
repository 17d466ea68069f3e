// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.variableset;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.VariableSetStatus;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec.ProfileSnapshot;
import dev.paddock.api.palette.Project;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.variable.Declared;
import dev.paddock.core.variable.SetCheck;
import dev.paddock.core.variable.VariableUse;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the status of VariableSets. It carries no value anywhere: deployments read the sets themselves. */
@ControllerConfiguration(name = "variableset", fieldManager = VariableSetReconciler.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class VariableSetReconciler implements Reconciler<VariableSet> {
    static final String FIELD_MANAGER = "paddock-variableset";

    private final HubCache cache;
    private final Clock clock;

    public VariableSetReconciler(HubCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, VariableSet>> prepareEventSources(EventSourceContext<VariableSet> context) {
        return List.of(new CacheEvents<>(VariableSet.class, cache)
                .onSpec(VariableSet.class, this::contradictable)
                .onSpec(WorkloadProfile.class, profile -> all())
                .onSpec(Project.class, project -> in(project.getMetadata().getNamespace()))
                .onSpec(
                        WorkloadDeployment.class,
                        deployment -> in(deployment.getMetadata().getNamespace())));
    }

    @Override
    public UpdateControl<VariableSet> reconcile(VariableSet set, Context<VariableSet> context) {
        VariableSetStatus status =
                new VariableSetStatus(usedBy(set), set.getMetadata().getGeneration(), conditions(set));
        return status.equals(set.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(set, new VariableSet(), status));
    }

    private List<Condition> conditions(VariableSet set) {
        Conditions conditions = Conditions.evaluate(Set.of(), set, clock.instant());
        String namespace = set.getMetadata().getNamespace();
        if (!VariableSet.NAME.equals(set.getMetadata().getName())
                || !Declared.ofSystem(set)
                        && cache.list(Project.class, namespace).isEmpty()) {
            return conditions.listNotReady(
                    Reason.NOT_PERMITTED,
                    "only " + VariableSet.NAME + " of a Project's namespace or of " + Namespaces.SYSTEM + " is read");
        }
        List<FieldError> errors = SetCheck.of(set, others(set));
        return errors.isEmpty()
                ? conditions.list()
                : conditions.listNotReady(Reason.TYPE_MISMATCH, FieldError.join(errors));
    }

    private List<VariableSet> others(VariableSet set) {
        return Declared.ofSystem(set)
                ? cache.list(VariableSet.class).stream()
                        .filter(other -> !Declared.ofSystem(other))
                        .toList()
                : cache.find(VariableSet.class, Namespaces.SYSTEM, VariableSet.NAME).stream()
                        .toList();
    }

    private int usedBy(VariableSet set) {
        Stream<WorkloadDeployment> deployments = Declared.ofSystem(set)
                ? cache.list(WorkloadDeployment.class).stream()
                : cache.list(WorkloadDeployment.class, set.getMetadata().getNamespace()).stream();
        return Math.toIntExact(deployments
                .filter(deployment -> VariableUse.of(
                                template(deployment),
                                deployment.getSpec().variables().keySet())
                        .touches(set))
                .count());
    }

    private @Nullable WorkloadTemplate template(WorkloadDeployment deployment) {
        var ref = deployment.getSpec().workloadProfileRef();
        if (ref == null) {
            return deployment.getSpec().workload();
        }
        String namespace = ref.namespaceOr(deployment.getMetadata().getNamespace());
        return Optional.ofNullable(deployment.getStatus())
                .map(status -> status.workloadProfileRevision())
                .flatMap(
                        version -> cache.find(DefinitionRevision.class, namespace, Revisions.name(ref.name(), version)))
                .flatMap(Revisions::snapshot)
                .map(ProfileSnapshot::spec)
                .or(() ->
                        cache.find(WorkloadProfile.class, namespace, ref.name()).map(WorkloadProfile::getSpec))
                .map(WorkloadProfileSpec::workload)
                .orElse(null);
    }

    /** A Project's set may contradict the system's, and the other way round. */
    private List<ResourceID> contradictable(VariableSet set) {
        return Declared.ofSystem(set) ? all() : List.of(id(Namespaces.SYSTEM));
    }

    private List<ResourceID> all() {
        return cache.list(VariableSet.class).stream()
                .map(set -> id(set.getMetadata().getNamespace()))
                .distinct()
                .toList();
    }

    private static List<ResourceID> in(String namespace) {
        return List.of(id(namespace), id(Namespaces.SYSTEM));
    }

    private static ResourceID id(String namespace) {
        return new ResourceID(VariableSet.NAME, namespace);
    }
}
