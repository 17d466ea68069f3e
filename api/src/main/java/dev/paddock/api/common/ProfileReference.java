// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Names a WorkloadProfile and optionally the revision to stay on. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProfileReference(
        @Description("Name of the profile.") @Required @Size(min = 1, max = 253)
        String name,

        @Description("Namespace of the profile; mural-system when an MLPlatform names none, else the referrer's own.")
        @Nullable
        @Size(max = 63)
        String namespace,

        @Description(
                "Version of the profile to stay on; without one, the version that is the newest when the reference is written.")
        @Nullable
        @Size(max = 63)
        String revision) {
    /** The namespace to look in, given the one that applies when none is written. */
    public String namespaceOr(String fallback) {
        return namespace == null || namespace.isEmpty() ? fallback : namespace;
    }
}
