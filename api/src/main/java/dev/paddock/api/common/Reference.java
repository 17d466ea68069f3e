// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Names another object; without a namespace, one in the referrer's own unless the field says otherwise. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reference(
        @Description("Name of the object.") @Required @Size(min = 1, max = 253)
        String name,

        @Description("Namespace of the object: the referrer's own, its tenant's or mural-system; the field's "
                + "default if absent.")
        @Nullable
        @Size(max = 63)
        String namespace) {
    /** The namespace to look in, given the one that applies when none is written. */
    public String namespaceOr(String fallback) {
        return namespace == null || namespace.isEmpty() ? fallback : namespace;
    }
}
