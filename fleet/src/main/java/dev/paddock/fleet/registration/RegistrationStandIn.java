// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.join.BootstrapToken;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
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
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves the hub's side of registration where no Open Cluster Management does: an accepted cluster gets its namespace,
 * its agent's rights, the registry's credentials and the public keys of artifacts; one that falls silent is doubted and
 * tainted; one that is removed leaves nothing. It accepts no cluster by itself, and never dials one.
 */
@ControllerConfiguration(
        name = RegistrationStandIn.NAME,
        finalizerName = OcmNames.MANAGED_CLUSTER_FINALIZER,
        generationAwareEventProcessing = false,
        fieldManager = RegistrationStandIn.FINALIZER_MANAGER)
public final class RegistrationStandIn implements Reconciler<ManagedCluster>, Cleaner<ManagedCluster> {
    static final String NAME = "registration-stand-in";

    /** Not the writer's: applying taints under the name that holds the finalizer would take the finalizer away. */
    static final String FINALIZER_MANAGER = "paddock-registration-finalizer";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Clock clock;
    private final BooleanSupplier active;
    private final RegistrationWriter writer;
    private final ClusterRemoval removal;

    /** @param active whether the contract is ours to serve now */
    public RegistrationStandIn(KubernetesClient client, Clock clock, BootstrapToken tokens, BooleanSupplier active) {
        this.clock = clock;
        this.active = active;
        this.writer = new RegistrationWriter(client);
        this.removal = new ClusterRemoval(client, tokens);
    }

    @Override
    public List<EventSource<?, ManagedCluster>> prepareEventSources(EventSourceContext<ManagedCluster> context) {
        InformerEventSource<Lease, ManagedCluster> leases = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Lease.class, ManagedCluster.class)
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("metadata.name", OcmNames.LEASE)
                                .build())
                        .withSecondaryToPrimaryMapper(lease ->
                                Set.of(new ResourceID(lease.getMetadata().getNamespace())))
                        .build(),
                context);
        return Stream.concat(
                        Stream.<EventSource<?, ManagedCluster>>of(leases),
                        ClusterAccess.SECRETS.stream().map(name -> travelling(name, context)))
                .toList();
    }

    /** A Secret of the system namespace that concerns every cluster; no other Secret is watched. */
    private static EventSource<?, ManagedCluster> travelling(String name, EventSourceContext<ManagedCluster> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, ManagedCluster.class)
                        .withName(name)
                        .withNamespaces(Namespaces.SYSTEM)
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("metadata.name", name)
                                .build())
                        .withSecondaryToPrimaryMapper(secret -> context.getPrimaryCache()
                                .list(any -> true)
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withPrimaryToSecondaryMapper(
                                (ManagedCluster cluster) -> Set.of(new ResourceID(name, Namespaces.SYSTEM)))
                        .build(),
                context);
    }

    @Override
    public UpdateControl<ManagedCluster> reconcile(ManagedCluster cluster, Context<ManagedCluster> context) {
        UpdateControl<ManagedCluster> done = UpdateControl.noUpdate();
        if (!active.getAsBoolean()) {
            return done;
        }
        String name = cluster.getMetadata().getName();
        Instant now = clock.instant();
        ClusterVerdict verdict = ClusterVerdict.on(cluster, renewed(context), now);
        if (cluster.getSpec() != null && cluster.getSpec().accepted()) {
            writer.grant(name, context.getSecondaryResources(Secret.class));
        } else {
            writer.withdraw(name);
        }
        writer.report(cluster, verdict);
        return verdict.recheckAt()
                .map(at -> done.rescheduleAfter(Duration.between(now, at).plusMillis(1)))
                .orElse(done);
    }

    @Override
    public DeleteControl cleanup(ManagedCluster cluster, Context<ManagedCluster> context) {
        if (!active.getAsBoolean()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        }
        writer.forget(cluster.getMetadata().getName());
        Optional<String> waitsFor = removal.advance(cluster);
        if (waitsFor.isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        writer.reportRemoval(cluster, waitsFor.get(), clock.instant());
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
    }

    private static Optional<Instant> renewed(Context<ManagedCluster> context) {
        return context.getSecondaryResource(Lease.class)
                .map(Lease::getSpec)
                .flatMap(spec -> Optional.ofNullable(spec.getRenewTime()))
                .map(ZonedDateTime::toInstant);
    }
}
