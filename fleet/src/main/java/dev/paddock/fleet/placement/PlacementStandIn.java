// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.core.placement.PlacementAnswer;
import dev.paddock.core.placement.PlacementQuestion;
import dev.paddock.core.placement.PlacementScheduler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides Placements where no Open Cluster Management does. Owns PlacementDecisions and the Placement's status; creates
 * and changes no Placement. Decides one at a time, as upstream does, because each decision weighs those before it.
 */
@ControllerConfiguration(name = PlacementStandIn.NAME)
public final class PlacementStandIn implements Reconciler<Placement> {
    static final String NAME = "placement-stand-in";

    private final Clock clock;
    private final BooleanSupplier active;
    private final AnswerWriter writer;
    private final PlacementScheduler scheduler = new PlacementScheduler();
    private final DecisionBook book = new DecisionBook();
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    /** @param active whether the contract is ours to serve now */
    public PlacementStandIn(KubernetesClient client, Clock clock, BooleanSupplier active) {
        this.clock = clock;
        this.active = active;
        this.writer = new AnswerWriter(client);
    }

    @Override
    public List<EventSource<?, Placement>> prepareEventSources(EventSourceContext<Placement> context) {
        return List.of(
                source(
                        context,
                        InformerEventSourceConfiguration.from(ManagedCluster.class, Placement.class)
                                .withOnUpdateFilter(RelevantChange::between)
                                .withSecondaryToPrimaryMapper(cluster -> placements(context, any -> true))),
                source(
                        context,
                        InformerEventSourceConfiguration.from(ManagedClusterSet.class, Placement.class)
                                .withSecondaryToPrimaryMapper(set -> placements(context, any -> true))),
                source(
                        context,
                        InformerEventSourceConfiguration.from(ManagedClusterSetBinding.class, Placement.class)
                                .withSecondaryToPrimaryMapper(binding -> placements(
                                        context,
                                        placement -> binding.getMetadata()
                                                .getNamespace()
                                                .equals(placement.getMetadata().getNamespace())))),
                source(
                        context,
                        InformerEventSourceConfiguration.from(AddOnPlacementScore.class, Placement.class)
                                .withSecondaryToPrimaryMapper(
                                        score -> placements(context, PlacementStandIn::usesScores))),
                source(
                        context,
                        InformerEventSourceConfiguration.from(PlacementDecision.class, Placement.class)
                                .withSecondaryToPrimaryMapper(page -> Set.of(DecisionBook.placementOf(page)))));
    }

    private static <R extends HasMetadata> EventSource<R, Placement> source(
            EventSourceContext<Placement> context, InformerEventSourceConfiguration.Builder<R> configuration) {
        // No object belongs to one Placement: the caches are read as a whole, and need no index by Placement.
        return new InformerEventSource<>(
                configuration
                        .withPrimaryToSecondaryMapper((Placement placement) -> Set.of())
                        .build(),
                context);
    }

    private static Set<ResourceID> placements(EventSourceContext<Placement> context, Predicate<Placement> wanted) {
        return context.getPrimaryCache()
                .list(wanted)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** Scores are weighed by prioritizers and may be asked for by CEL. */
    private static boolean usesScores(Placement placement) {
        return placement.getSpec() != null
                && (placement.getSpec().prioritizerPolicy() != null
                        || !placement.getSpec().predicates().isEmpty());
    }

    @Override
    public UpdateControl<Placement> reconcile(Placement placement, Context<Placement> context) {
        boolean disabled =
                "true".equals(placement.getMetadata().getAnnotations().get(OcmNames.SCHEDULING_DISABLED_ANNOTATION));
        if (disabled || !active.getAsBoolean()) {
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        List<PlacementDecision> decisions =
                cache(context, PlacementDecision.class).list(any -> true).toList();
        PlacementAnswer answer = decide(placement, decisions, context, now);
        ResourceID id = ResourceID.fromResource(placement);
        writer.write(
                placement,
                answer,
                decisions.stream()
                        .filter(page -> id.equals(DecisionBook.placementOf(page)))
                        .toList(),
                now);
        UpdateControl<Placement> done = UpdateControl.noUpdate();
        return answer.recheckAt()
                .map(at -> done.rescheduleAfter(Duration.between(now, at).plusMillis(1)))
                .orElse(done);
    }

    /** Only deciding is done one at a time: the book has each answer before it is written, so writing need not wait. */
    private PlacementAnswer decide(
            Placement placement, List<PlacementDecision> decisions, Context<Placement> context, Instant now) {
        oneAtATime.lock();
        try {
            book.forget(context.eventSourceRetriever()
                    .getControllerEventSource()
                    .list(any -> true)
                    .map(ResourceID::fromResource)
                    .collect(Collectors.toSet()));
            PlacementAnswer answer = scheduler.decide(gather(placement, decisions, context, now));
            book.write(ResourceID.fromResource(placement), answer.clusters());
            return answer;
        } finally {
            oneAtATime.unlock();
        }
    }

    private PlacementQuestion gather(
            Placement placement, List<PlacementDecision> decisions, Context<Placement> context, Instant now) {
        InformerEventSource<AddOnPlacementScore, Placement> scores = cache(context, AddOnPlacementScore.class);
        return new PlacementQuestion(
                placement,
                cache(context, ManagedCluster.class).list(any -> true).toList(),
                cache(context, ManagedClusterSet.class).list(any -> true).toList(),
                cache(context, ManagedClusterSetBinding.class)
                        .list(placement.getMetadata().getNamespace())
                        .toList(),
                (cluster, name) -> scores.get(new ResourceID(name, cluster)).map(AddOnPlacementScore::getStatus),
                book.tally(ResourceID.fromResource(placement), decisions),
                now);
    }

    @SuppressWarnings("unchecked") // The event source of a type holds that type: it was registered so above.
    private static <R extends HasMetadata> InformerEventSource<R, Placement> cache(
            Context<Placement> context, Class<R> type) {
        return (InformerEventSource<R, Placement>)
                context.eventSourceRetriever().getEventSourceFor(type);
    }
}
