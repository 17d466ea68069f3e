// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.api.gateway.GatewayStatus;
import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.gateway.HTTPRouteStatus;
import dev.paddock.api.ocm.ConditionsStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatusBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts verdicts into the words of each kind's status; pure. What other controllers wrote of a route stays. */
final class StatusReport {

    private static final GatewayStatus.RouteKind SERVED = new GatewayStatus.RouteKind(GatewayNames.GROUP, "HTTPRoute");

    private final GatewaySettings settings;
    private final Instant now;

    /** Why HAProxy has not got the plan; empty if it has. */
    private final Optional<String> failure;

    StatusReport(GatewaySettings settings, Instant now, Optional<String> failure) {
        this.settings = settings;
        this.now = now;
        this.failure = failure;
    }

    ConditionsStatus ofClass(CustomResource<?, ConditionsStatus> known) {
        List<Condition> before =
                known.getStatus() == null ? List.of() : known.getStatus().conditions();
        return new ConditionsStatus(new ConditionList(before, generation(known), now)
                .set("Accepted", "True", "Accepted", "")
                .list());
    }

    GatewayStatus of(GatewayVerdict verdict) {
        Gateway gateway = verdict.gateway();
        GatewayStatus before = Objects.requireNonNullElseGet(
                gateway.getStatus(), () -> new GatewayStatus(List.of(), List.of(), List.of()));
        boolean any = verdict.listeners().stream()
                .anyMatch(listener -> listener.accepted().holds());
        ConditionList conditions = new ConditionList(before.conditions(), generation(gateway), now);
        if (any) {
            conditions.set("Accepted", "True", "Accepted", "");
        } else {
            conditions.set("Accepted", "False", "ListenersNotValid", "none of its listeners can be served here");
        }
        programmed(conditions, any);
        return new GatewayStatus(
                any ? List.of(new GatewayStatus.Address("IPAddress", settings.address())) : List.of(),
                conditions.list(),
                verdict.listeners().stream()
                        .map(listener -> of(listener, before, generation(gateway)))
                        .toList());
    }

    /** Empty if the route has no parent of ours and never had. */
    Optional<HTTPRouteStatus> of(RouteVerdict verdict) {
        HTTPRoute route = verdict.route();
        List<HTTPRouteStatus.ParentStatus> before =
                route.getStatus() == null ? List.of() : route.getStatus().parents();
        List<HTTPRouteStatus.ParentStatus> parents = new ArrayList<>(before.stream()
                .filter(parent -> !GatewayNames.CONTROLLER.equals(parent.controllerName()))
                .toList());
        if (verdict.parents().isEmpty() && parents.size() == before.size()) {
            return Optional.empty();
        }
        verdict.parents().forEach(parent -> parents.add(of(parent, before, generation(route))));
        return Optional.of(new HTTPRouteStatus(parents));
    }

    /** An address only where something answers for it. */
    IngressStatus of(IngressVerdict verdict) {
        if (!verdict.served()) {
            return new IngressStatusBuilder()
                    .withNewLoadBalancer()
                    .endLoadBalancer()
                    .build();
        }
        return new IngressStatusBuilder()
                .withNewLoadBalancer()
                .addToIngress(new IngressLoadBalancerIngressBuilder()
                        .withIp(settings.address())
                        .addNewPort()
                        .withPort(settings.port())
                        .withProtocol("TCP")
                        .endPort()
                        .build())
                .endLoadBalancer()
                .build();
    }

    private GatewayStatus.ListenerStatus of(GatewayVerdict.OfListener listener, GatewayStatus before, long generation) {
        List<Condition> known = before.listeners().stream()
                .filter(status -> status.name().equals(listener.name()))
                .flatMap(status -> status.conditions().stream())
                .toList();
        Verdict accepted = listener.accepted();
        ConditionList conditions = new ConditionList(known, generation, now)
                .set("Accepted", accepted.status(), accepted.reason(), accepted.message())
                .set("Conflicted", "False", "NoConflicts", "")
                .set("ResolvedRefs", "True", "ResolvedRefs", "");
        programmed(conditions, accepted.holds());
        return new GatewayStatus.ListenerStatus(
                listener.name(), accepted.holds() ? List.of(SERVED) : List.of(), listener.routes(), conditions.list());
    }

    private void programmed(ConditionList conditions, boolean accepted) {
        if (!accepted) {
            conditions.set("Programmed", "False", "Invalid", "");
        } else if (failure.isPresent()) {
            conditions.set("Programmed", "False", "Pending", failure.get());
        } else {
            conditions.set("Programmed", "True", "Programmed", "");
        }
    }

    private HTTPRouteStatus.ParentStatus of(
            RouteVerdict.OfParent parent, List<HTTPRouteStatus.ParentStatus> before, long generation) {
        List<Condition> known = before.stream()
                .filter(status -> GatewayNames.CONTROLLER.equals(status.controllerName()))
                .filter(status -> status.parentRef().equals(parent.ref()))
                .flatMap(status -> status.conditions().stream())
                .toList();
        ConditionList conditions = new ConditionList(known, generation, now);
        Stream.of("Accepted", "ResolvedRefs").forEach(type -> {
            Verdict verdict = type.equals("Accepted") ? parent.accepted() : parent.resolved();
            conditions.set(type, verdict.status(), verdict.reason(), verdict.message());
        });
        return new HTTPRouteStatus.ParentStatus(parent.ref(), GatewayNames.CONTROLLER, conditions.list());
    }

    private static long generation(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    }
}
