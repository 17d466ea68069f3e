// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.compute;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputeStatus;
import dev.paddock.core.pool.Machine;
import dev.paddock.core.status.Conditions;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ProviderException;
import dev.paddock.providers.Providers;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Asks the providers every 30 s which machines there are. It reserves none. */
@ControllerConfiguration(name = "compute", fieldManager = "paddock-compute")
public final class ComputeReconciler implements Reconciler<Compute> {
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Set<ConditionType> CONDITIONS = Set.of(ConditionType.PROVIDER_REACHABLE);

    private final Providers providers;
    private final Clock clock;

    public ComputeReconciler(Providers providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public UpdateControl<Compute> reconcile(Compute compute, Context<Compute> context) {
        ComputeStatus before = compute.getStatus();
        Conditions conditions = Conditions.evaluate(
                CONDITIONS,
                before == null ? List.of() : before.conditions(),
                compute.getMetadata().getGeneration(),
                clock.instant());
        ComputeStatus status = status(compute, conditions);
        UpdateControl<Compute> control = sameBesidesTime(before, status)
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(compute, status));
        return control.rescheduleAfter(POLL);
    }

    private ComputeStatus status(Compute compute, Conditions conditions) {
        MachineGroups groups = new MachineGroups(List.of());
        try {
            groups = new MachineGroups(machines(compute));
            conditions.setTrue(ConditionType.PROVIDER_REACHABLE, Reason.REACHABLE, "");
        } catch (ProviderException e) {
            conditions.setFalse(
                    ConditionType.PROVIDER_REACHABLE, Reason.UNREACHABLE, Objects.requireNonNull(e.getMessage()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ComputeStatus(
                groups.controlPlane(),
                groups.workers(),
                now.toString(),
                compute.getMetadata().getGeneration(),
                conditions.list());
    }

    private List<Machine> machines(Compute compute) {
        var wanted = compute.getSpec().providerRef();
        List<ClusterProvider> asked = providers.all().stream()
                .filter(provider -> wanted == null || provider.name().equals(wanted.name()))
                .toList();
        if (asked.isEmpty()) {
            throw new ProviderException("spec.providerRef.name: no provider is named \"%s\""
                    .formatted(Objects.requireNonNull(wanted).name()));
        }
        List<Machine> machines = new ArrayList<>();
        asked.forEach(provider -> machines.addAll(provider.listMachines()));
        return machines;
    }

    /** A poll that found nothing new is not worth a write (api.md 0.2, C12). */
    private static boolean sameBesidesTime(@org.jspecify.annotations.Nullable ComputeStatus before, ComputeStatus now) {
        return before != null
                && before.controlPlaneCompute().equals(now.controlPlaneCompute())
                && before.workerCompute().equals(now.workerCompute())
                && before.conditions().equals(now.conditions())
                && Objects.equals(before.observedGeneration(), now.observedGeneration());
    }

    private static Compute withStatus(Compute compute, ComputeStatus status) {
        Compute patch = new Compute();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(compute.getMetadata().getName())
                .withNamespace(compute.getMetadata().getNamespace())
                .withUid(compute.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
