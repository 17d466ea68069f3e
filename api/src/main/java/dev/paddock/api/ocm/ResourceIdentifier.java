// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** An object by group (empty for the core group), resource (plural) and name. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResourceIdentifier(
        String group,
        @Required String resource,
        @Required String name,
        @Nullable String namespace) {
    public ResourceIdentifier {
        group = group == null ? "" : group;
    }
}
