// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import org.jspecify.annotations.Nullable;

/** Which kind of object a component of the type is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadType(
        @Description("Plural and group of the kind, such as deployments.apps; for information.") @Nullable
        String type,

        @Description("The kind itself; for information.") @Nullable
        GroupVersionKind definition) {

    /** A kind of object. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record GroupVersionKind(
            @Description("apiVersion of the objects.") String apiVersion,
            @Description("Kind of the objects.") String kind) {}
}
