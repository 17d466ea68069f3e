// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What each parent makes of the route. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HTTPRouteStatus(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<ParentStatus> parents) {
    public HTTPRouteStatus {
        parents = Immutable.list(parents);
    }

    /** Written by the controller that it names, and by no other. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ParentStatus(
            @Required ParentReference parentRef,
            @Required String controllerName,
            @ListKeys("type") List<Condition> conditions) {
        public ParentStatus {
            conditions = Immutable.list(conditions);
        }
    }
}
