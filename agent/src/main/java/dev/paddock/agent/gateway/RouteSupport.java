// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.HTTPRouteSpec;
import dev.paddock.api.gateway.HTTPRouteSpec.BackendRef;
import dev.paddock.api.gateway.HTTPRouteSpec.Match;
import dev.paddock.api.gateway.HTTPRouteSpec.PathMatch;
import dev.paddock.api.gateway.HTTPRouteSpec.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what of a route is not served here. Such a route is refused as a whole: to ignore a condition or a filter would let in
 * what it keeps out.
 */
final class RouteSupport {

    static final String PREFIX = "PathPrefix";
    static final String EXACT = "Exact";

    private RouteSupport() {}

    /** The first thing in the way, naming the field. */
    static Optional<String> obstacle(HTTPRouteSpec spec) {
        Stream<String> hosts = spec.hostnames().stream()
                .filter(name -> HostPattern.parse(name).isEmpty())
                .map(name -> "spec.hostnames: \"" + name + "\" is not a host name in small letters");
        Stream<String> rules = IntStream.range(0, spec.rules().size())
                .boxed()
                .flatMap(index -> rule("spec.rules[" + index + "]", spec.rules().get(index)));
        return Stream.concat(hosts, rules).findFirst();
    }

    private static Stream<String> rule(String field, Rule rule) {
        Stream<String> own = Stream.of(
                        refuse(!rule.filters().isEmpty(), field + ".filters"),
                        refuse(rule.timeouts() != null, field + ".timeouts"),
                        refuse(rule.retry() != null, field + ".retry"),
                        refuse(rule.sessionPersistence() != null, field + ".sessionPersistence"),
                        backends(field + ".backendRefs", rule.backendRefs()))
                .flatMap(Optional::stream);
        Stream<String> matches = IntStream.range(0, rule.matches().size())
                .boxed()
                .flatMap(index ->
                        match(field + ".matches[" + index + "]", rule.matches().get(index)));
        return Stream.concat(own, matches);
    }

    private static Optional<String> backends(String field, List<BackendRef> backends) {
        if (backends.size() != 1) {
            return Optional.of(field + ": exactly one backend is served here, not " + backends.size());
        }
        BackendRef only = backends.getFirst();
        if (Objects.equals(only.weight(), 0)) {
            return Optional.of(field + "[0].weight: 0 is not served here; leave the rule out");
        }
        if (!Target.SERVICE_NAME.matcher(only.name()).matches()) {
            return Optional.of(field + "[0].name: \"" + only.name() + "\" is not the name of a Service");
        }
        return refuse(!only.filters().isEmpty(), field + "[0].filters");
    }

    private static Stream<String> match(String field, Match match) {
        return Stream.of(
                        refuse(!match.headers().isEmpty(), field + ".headers"),
                        refuse(!match.queryParams().isEmpty(), field + ".queryParams"),
                        refuse(match.method() != null, field + ".method"),
                        path(field + ".path", match.path()))
                .flatMap(Optional::stream);
    }

    private static Optional<String> path(String field, @Nullable PathMatch path) {
        if (path == null || pattern(path).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                type(path).equals(PREFIX) || type(path).equals(EXACT)
                        ? field + ".value: \"" + value(path)
                                + "\" is not a path of letters, digits and /_.~!$&()*+,;=:@%-"
                        : field + ".type: " + type(path) + " is not served here; PathPrefix and Exact are");
    }

    /** Empty if it is not served. */
    static Optional<PathPattern> pattern(PathMatch path) {
        return switch (type(path)) {
            case EXACT -> PathPattern.parse(true, value(path));
            case PREFIX -> PathPattern.parse(false, value(path));
            default -> Optional.empty();
        };
    }

    private static String type(PathMatch path) {
        return Objects.requireNonNullElse(path.type(), PREFIX);
    }

    private static String value(PathMatch path) {
        return Objects.requireNonNullElse(path.value(), "/");
    }

    private static Optional<String> refuse(boolean present, String field) {
        return present ? Optional.of(field + ": not served here") : Optional.empty();
    }
}
