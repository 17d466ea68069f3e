// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.gateway.HTTPRouteSpec.BackendRef;
import dev.paddock.api.gateway.HTTPRouteSpec.Match;
import dev.paddock.api.gateway.HTTPRouteSpec.Rule;
import dev.paddock.api.gateway.ParentReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Attaches routes to the doors they name, or says what keeps them out. */
final class RouteRules {

    private final List<Door> doors;
    private final Services services;
    private final List<Entrance> entrances = new ArrayList<>();

    RouteRules(List<Door> doors, Services services) {
        this.doors = doors;
        this.services = services;
    }

    /** Of all routes judged so far. */
    List<Entrance> entrances() {
        return entrances;
    }

    RouteVerdict judge(HTTPRoute route) {
        List<RouteVerdict.OfParent> parents = new ArrayList<>();
        for (ParentReference ref : route.getSpec().parentRefs()) {
            door(route, ref).ifPresent(door -> parents.add(judge(route, ref, door)));
        }
        return new RouteVerdict(route, parents);
    }

    private Optional<Door> door(HTTPRoute route, ParentReference ref) {
        String namespace =
                Objects.requireNonNullElse(ref.namespace(), route.getMetadata().getNamespace());
        return doors.stream()
                .filter(door -> ref.toGateway()
                        && door.namespace().equals(namespace)
                        && door.name().equals(ref.name()))
                .findFirst();
    }

    private RouteVerdict.OfParent judge(HTTPRoute route, ParentReference ref, Door door) {
        Verdict resolved = route.getSpec().rules().stream()
                .flatMap(rule -> rule.backendRefs().stream())
                .map(backend -> resolve(route, backend))
                .filter(verdict -> !verdict.holds())
                .findFirst()
                .orElse(Verdict.yes("ResolvedRefs"));
        return new RouteVerdict.OfParent(ref, attach(route, ref, door), resolved);
    }

    private Verdict attach(HTTPRoute route, ParentReference ref, Door door) {
        List<Door.Leaf> named = door.leaves().stream()
                .filter(leaf -> ref.sectionName() == null || ref.sectionName().equals(leaf.name()))
                .filter(leaf -> ref.port() == null || ref.port() == leaf.port())
                .toList();
        if (named.isEmpty()) {
            return Verdict.no(
                    "NoMatchingParent",
                    "Gateway %s/%s serves no listener of that name and port".formatted(door.namespace(), door.name()));
        }
        List<Door.Leaf> open = named.stream()
                .filter(leaf -> leaf.allNamespaces()
                        || door.namespace().equals(route.getMetadata().getNamespace()))
                .toList();
        if (open.isEmpty()) {
            return Verdict.no(
                    "NotAllowedByListeners",
                    "Gateway %s/%s takes routes of its own namespace only".formatted(door.namespace(), door.name()));
        }
        Optional<String> obstacle = RouteSupport.obstacle(route.getSpec());
        if (obstacle.isPresent()) {
            return Verdict.no("UnsupportedValue", obstacle.get());
        }
        List<Door.Leaf> fitting =
                open.stream().filter(leaf -> !hosts(route, leaf).isEmpty()).toList();
        if (fitting.isEmpty()) {
            return Verdict.no("NoMatchingListenerHostname", "no listener is for any of the route's host names");
        }
        for (Door.Leaf leaf : fitting) {
            door.attached(leaf);
            hosts(route, leaf).forEach(host -> enter(route, host));
        }
        return Verdict.yes("Accepted");
    }

    private static List<HostPattern> hosts(HTTPRoute route, Door.Leaf leaf) {
        List<String> names = route.getSpec().hostnames();
        if (names.isEmpty()) {
            return List.of(leaf.hosts());
        }
        return names.stream()
                .flatMap(name -> HostPattern.parse(name).stream())
                .flatMap(pattern -> pattern.and(leaf.hosts()).stream())
                .toList();
    }

    private void enter(HTTPRoute route, HostPattern host) {
        for (Rule rule : route.getSpec().rules()) {
            Target target = target(route, rule.backendRefs().getFirst());
            for (PathPattern path : paths(rule)) {
                entrances.add(new Entrance(host, path, target, since(route), asker(route)));
            }
        }
    }

    private static List<PathPattern> paths(Rule rule) {
        if (rule.matches().isEmpty()) {
            return List.of(PathPattern.ALL);
        }
        return rule.matches().stream()
                .map(Match::path)
                .map(path -> path == null
                        ? PathPattern.ALL
                        : RouteSupport.pattern(path).orElseThrow())
                .toList();
    }

    /** What cannot be found is a target all the same: the page that says that nothing answers there. */
    private Target target(HTTPRoute route, BackendRef backend) {
        int port = resolve(route, backend).holds() ? Objects.requireNonNullElse(backend.port(), 0) : 0;
        return new Target(route.getMetadata().getNamespace(), backend.name(), port);
    }

    private Verdict resolve(HTTPRoute route, BackendRef backend) {
        String namespace = route.getMetadata().getNamespace();
        if (!Objects.requireNonNullElse(backend.kind(), "Service").equals("Service")
                || !Objects.requireNonNullElse(backend.group(), "").isEmpty()) {
            return Verdict.no(
                    "InvalidKind", "backend %s is a %s; a Service is served".formatted(backend.name(), backend.kind()));
        }
        if (backend.namespace() != null && !backend.namespace().equals(namespace)) {
            return Verdict.no(
                    "RefNotPermitted",
                    "Service %s/%s is of another namespace, which is not served here"
                            .formatted(backend.namespace(), backend.name()));
        }
        int port = Objects.requireNonNullElse(backend.port(), 0);
        return services.find(namespace, backend.name(), port).isPresent()
                ? Verdict.yes("ResolvedRefs")
                : Verdict.no(
                        "BackendNotFound",
                        "there is no Service %s/%s with port %d".formatted(namespace, backend.name(), port));
    }

    private static String since(HTTPRoute route) {
        return Objects.requireNonNullElse(route.getMetadata().getCreationTimestamp(), "");
    }

    private static String asker(HTTPRoute route) {
        return "HTTPRoute " + route.getMetadata().getNamespace() + "/"
                + route.getMetadata().getName();
    }
}
