// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import java.util.Map;

/** A value that templates find in their context. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContextExtension(
        @Description("Its key in the context.") @Required String contextKey,

        @Description("Type of the value: string, integer, boolean or jsonRaw.") @Required
        String type,

        @Description(
                "Where it comes from: clusterClaim, the name of a claim or {name}; configMapKeyRef and secretKeyRef are not supported yet.")
        @PreserveUnknownFields
        Map<String, Object> from) {
    public ContextExtension {
        from = Immutable.map(from);
    }
}
