// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.api.gateway.HTTPRoute;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what the way in shall be. Pure; the order in which the cluster lists its objects changes nothing. */
final class Planner {

    private static final Comparator<HasMetadata> BY_NAME = Comparator.<HasMetadata, String>comparing(
                    object -> String.valueOf(object.getMetadata().getNamespace()))
            .thenComparing(object -> object.getMetadata().getName());

    private final GatewaySettings settings;

    Planner(GatewaySettings settings) {
        this.settings = settings;
    }

    Plan plan(Situation situation) {
        Services services = new Services(situation, settings.pods());
        List<Door> doors = doors(situation);
        RouteRules routes = new RouteRules(doors, services);
        List<RouteVerdict> routeVerdicts = situation.routes().stream()
                .filter(Planner::lives)
                .sorted(BY_NAME)
                .map((HTTPRoute route) -> routes.judge(route))
                .toList();
        IngressRules ingresses = new IngressRules(situation.ingressClasses(), services);
        List<IngressVerdict> ingressVerdicts = situation.ingresses().stream()
                .filter(Planner::lives)
                .filter(ingresses::ours)
                .sorted(BY_NAME)
                .map((Ingress ingress) -> ingresses.judge(ingress))
                .toList();
        List<Entrance> entrances = new ArrayList<>(routes.entrances());
        ingressVerdicts.forEach(verdict -> entrances.addAll(verdict.entrances()));
        List<Entrance> ranked = ranked(entrances);
        return new Plan(
                ranked,
                ranked.stream()
                        .map(Entrance::target)
                        .distinct()
                        .sorted(Comparator.comparing(Target::section))
                        .map(services::backend)
                        .toList(),
                doors.stream().map(Door::verdict).toList(),
                routeVerdicts,
                ingressVerdicts);
    }

    private List<Door> doors(Situation situation) {
        Set<String> ours = situation.classes().stream()
                .filter(known -> GatewayNames.CONTROLLER.equals(known.getSpec().controllerName()))
                .map(known -> known.getMetadata().getName())
                .collect(Collectors.toSet());
        return situation.gateways().stream()
                .filter(Planner::lives)
                .filter(gateway -> ours.contains(gateway.getSpec().gatewayClassName()))
                .sorted(BY_NAME)
                .map((Gateway gateway) -> new Door(gateway, settings))
                .toList();
    }

    private static boolean lives(HasMetadata object) {
        return !object.isMarkedForDeletion();
    }

    /** In the order of trial; of rivals only the first would ever be reached. */
    private static List<Entrance> ranked(List<Entrance> entrances) {
        List<Entrance> ranked = new ArrayList<>();
        for (Entrance entrance : entrances.stream().sorted(Entrance.ORDER).toList()) {
            if (ranked.isEmpty() || !ranked.getLast().rivals(entrance)) {
                ranked.add(entrance);
            }
        }
        return ranked;
    }
}
