// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For which hosts and paths, and to which Services. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HTTPRouteSpec(List<ParentReference> parentRefs, List<String> hostnames, List<Rule> rules) {
    public HTTPRouteSpec {
        parentRefs = Immutable.list(parentRefs);
        hostnames = Immutable.list(hostnames);
        rules = Immutable.list(rules);
    }

    /** Requests that match any of {@code matches} go to {@code backendRefs}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rule(
            @Nullable String name,
            List<Match> matches,
            List<Map<String, Object>> filters,
            List<BackendRef> backendRefs,
            @Nullable Map<String, Object> timeouts,
            @Nullable Map<String, Object> retry,
            @Nullable Map<String, Object> sessionPersistence) {
        public Rule {
            matches = Immutable.list(matches);
            filters = Immutable.list(filters);
            backendRefs = Immutable.list(backendRefs);
        }
    }

    /** A kind of request. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Match(
            @Nullable PathMatch path,
            List<Map<String, Object>> headers,
            List<Map<String, Object>> queryParams,
            @Nullable String method) {
        public Match {
            headers = Immutable.list(headers);
            queryParams = Immutable.list(queryParams);
        }
    }

    /** {@code Exact}, {@code PathPrefix}, or {@code RegularExpression}, which is not served. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PathMatch(
            @Default("PathPrefix") @Nullable String type,
            @Default("/") @Nullable String value) {}

    /** A Service of the route's own namespace. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BackendRef(
            @Nullable String group,
            @Default("Service") @Nullable String kind,
            @Required String name,
            @Nullable String namespace,
            @Min(1) @Max(65535) @Nullable Integer port,
            @Default("1") @Min(0) @Nullable Integer weight,
            List<Map<String, Object>> filters) {
        public BackendRef {
            filters = Immutable.list(filters);
        }
    }
}
