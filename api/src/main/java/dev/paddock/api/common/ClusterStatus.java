// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.meta.Health;
import dev.paddock.api.schema.DateTime;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What one cluster was told to run and what its agent reports. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterStatus(
        @Required String name,
        @JsonProperty("class") @Nullable String clusterClass,
        @Nullable String desiredDigest,
        @Nullable String appliedDigest,
        @Nullable Health health,
        @Nullable @Size(max = 1024) String message,
        @DateTime @Nullable String lastReportTime) {}
