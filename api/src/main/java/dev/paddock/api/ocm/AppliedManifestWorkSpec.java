// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which work of which hub this is the record of. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppliedManifestWorkSpec(
        @Required String hubHash,
        @Nullable String agentID,
        @Required String manifestWorkName) {}
