// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** A status that consists of conditions alone. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConditionsStatus(
        @JsonInclude(JsonInclude.Include.ALWAYS) @ListKeys("type")
        List<Condition> conditions) {
    public ConditionsStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
