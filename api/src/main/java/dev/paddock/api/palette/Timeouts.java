// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.GoDuration;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a step may take before it counts as failed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timeouts(
        @Description("How long to wait for free machines, as a Go duration; 30m by default. Exceeded: "
                + "MachinesTimedOut.")
        @Nullable
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        String machines,

        @Description("How long the provider may take to make the cluster; 60m by default. Exceeded: ProvisionTimedOut.")
        @Nullable
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        String provision,

        @Description("How long the cluster may take to register; 15m by default. Exceeded: JoinTimedOut.")
        @Nullable
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        String join,

        @Description("How long the agents may take to start; 10m by default. Exceeded: AgentInstallFailed.")
        @Nullable
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        String install,

        @Description("How long a delivery may take to be applied; 15m by default. Exceeded: DeliverTimedOut.")
        @Nullable
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        String deliver) {
    /** How long to wait for free machines. */
    public Duration machinesLimit() {
        return orElse(machines, Duration.ofMinutes(30));
    }

    /** How long the provider may take to make a cluster. */
    public Duration provisionLimit() {
        return orElse(provision, Duration.ofMinutes(60));
    }

    /** How long a cluster may take to register. */
    public Duration joinLimit() {
        return orElse(join, Duration.ofMinutes(15));
    }

    /** How long the agents may take to start. */
    public Duration installLimit() {
        return orElse(install, Duration.ofMinutes(10));
    }

    /** How long a delivery may take to be applied. */
    public Duration deliverLimit() {
        return orElse(deliver, Duration.ofMinutes(15));
    }

    private static Duration orElse(@Nullable String written, Duration fallback) {
        return written == null ? fallback : GoDuration.parse(written);
    }
}
