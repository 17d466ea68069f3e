// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects to remove when the work goes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppliedManifestWorkStatus(
        List<AppliedResource> appliedResources, @Nullable String evictionStartTime) {
    public AppliedManifestWorkStatus {
        appliedResources = appliedResources == null ? List.of() : List.copyOf(appliedResources);
    }

    /** An object on the spoke that the work owns. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AppliedResource(
            String group,

            @Required String version,
            @Required String resource,
            @Required String name,
            @Nullable String namespace,
            @Nullable String uid) {
        public AppliedResource {
            group = group == null ? "" : group;
        }
    }
}
