// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A policy by type, applied to a whole workload. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Policy(
        @Description("Name of the policy, unique in the list.") @Required @Size(min = 1, max = 63)
        String name,

        @Description("Type of the policy: the name of its definition.") @Required @Size(min = 1, max = 63)
        String type,

        @Description("Parameters of the policy, as its type defines them.") @PreserveUnknownFields
        Map<String, Object> properties) {
    public Policy {
        properties = Immutable.map(properties);
    }
}
