// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What a route wants to be attached to; one listener of it if {@code sectionName} or {@code port} say so. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParentReference(
        @Default(GatewayNames.GROUP) @Nullable String group,
        @Default("Gateway") @Nullable String kind,
        @Nullable String namespace,
        @Required String name,
        @Nullable String sectionName,
        @Min(1) @Max(65535) @Nullable Integer port) {

    /** Whether it means a Gateway, as it does unless it says otherwise. */
    public boolean toGateway() {
        return (group == null || group.equals(GatewayNames.GROUP)) && (kind == null || kind.equals("Gateway"));
    }
}
