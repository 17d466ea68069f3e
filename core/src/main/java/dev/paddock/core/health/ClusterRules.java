// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.health.ObjectView.ConditionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Storage, network, scaling and API registration kinds of Kubernetes itself. */
final class ClusterRules {

    private ClusterRules() {}

    static Verdict claim(ObjectView object, Instant now) {
        String phase = object.text("status", "phase");
        return switch (phase) {
            case "Bound" -> Verdict.healthy("bound");
            case "Lost" -> Verdict.degraded("lost its volume");
            default -> Verdict.progressing("not bound yet");
        };
    }

    static Verdict namespace(ObjectView object, Instant now) {
        return object.deleting() || !object.text("status", "phase").equals("Active")
                ? Verdict.progressing(object.deleting() ? "is being deleted" : "not active yet")
                : Verdict.healthy("active");
    }

    static Verdict service(ObjectView object, Instant now) {
        return object.text("spec", "type").equals("LoadBalancer") ? address(object) : Verdict.healthy("exists");
    }

    static Verdict ingress(ObjectView object, Instant now) {
        return address(object);
    }

    private static Verdict address(ObjectView object) {
        return object.at("status", "loadBalancer", "ingress").isEmpty()
                ? Verdict.progressing("waits for an address")
                : Verdict.healthy("has an address");
    }

    static Verdict httpRoute(ObjectView object, Instant now) {
        List<ConditionView> conditions = new ArrayList<>();
        int parents = 0;
        for (JsonNode parent : object.at("status", "parents")) {
            parents++;
            conditions.addAll(ObjectView.conditions(parent.path("conditions")));
        }
        Optional<ConditionView> refused = conditions.stream()
                .filter(c -> c.type().equals("Accepted") && c.isFalse())
                .findFirst();
        if (refused.isPresent()) {
            return Verdict.degraded(refused.get().why());
        }
        boolean complete = parents > 0
                && trueOf(conditions, "Accepted") == parents
                && trueOf(conditions, "ResolvedRefs") == parents;
        return complete
                ? Verdict.healthy("accepted")
                : Verdict.progressing(
                        parents == 0 ? "no gateway has taken it yet" : "not accepted with all references yet");
    }

    private static long trueOf(List<ConditionView> conditions, String type) {
        return conditions.stream()
                .filter(c -> c.type().equals(type) && c.isTrue())
                .count();
    }

    static Verdict autoscaler(ObjectView object, Instant now) {
        Optional<ConditionView> noScale = object.conditions().stream()
                .filter(c -> c.isFalse() && c.reason().equals("FailedGetScale"))
                .findFirst();
        if (noScale.isPresent()) {
            return Verdict.degraded(noScale.get().why());
        }
        return object.condition("ScalingActive")
                .filter(ConditionView::isFalse)
                .map(c -> Verdict.progressing(c.why()))
                .orElseGet(() -> Verdict.healthy("scaling"));
    }

    static Verdict disruptionBudget(ObjectView object, Instant now) {
        return object.number(0, "status", "disruptionsAllowed") > 0
                ? Verdict.healthy("disruptions allowed")
                : Verdict.progressing("no disruption allowed: " + object.number(0, "status", "currentHealthy") + " of "
                        + object.number(0, "status", "desiredHealthy") + " pods healthy");
    }

    static Verdict definition(ObjectView object, Instant now) {
        Optional<ConditionView> names = object.condition("NamesAccepted").filter(ConditionView::isFalse);
        if (names.isPresent()) {
            return Verdict.degraded(names.get().why());
        }
        return object.conditionIsTrue("Established")
                ? Verdict.healthy("established")
                : Verdict.progressing("not established yet");
    }

    static Verdict apiService(ObjectView object, Instant now) {
        return object.conditionIsTrue("Available")
                ? Verdict.healthy("available")
                : Verdict.progressing(
                        object.condition("Available").map(ConditionView::why).orElse("not available yet"));
    }
}
