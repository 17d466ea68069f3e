// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.meta.Health;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What one cluster was told to run and what its agent reports. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterStatus(
        @Description("Name of the ManagedCluster.") @Required
        String name,

        @Description("Class of clusters whose artifact it takes.") @JsonProperty("class") @Nullable
        String clusterClass,

        @Description("sha256 digest the cluster is told to run.") @Nullable
        String desiredDigest,

        @Description("sha256 digest its agent applied last; equal to desiredDigest when delivery is done.") @Nullable
        String appliedDigest,

        @Description("Worst health of what runs there: Healthy, Suspended, Progressing, Unknown, Missing or Degraded.")
        @Nullable
        Health health,

        @Description("What keeps it from being healthy, with the objects involved.") @Nullable @Size(max = 1024)
        String message,

        @Description(
                "When its agent last had something to report; once it has not renewed its lease for 180 s health is Unknown.")
        @DateTime
        @Nullable
        String lastReportTime) {}
