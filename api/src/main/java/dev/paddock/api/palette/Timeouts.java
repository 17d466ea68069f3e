// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.value.GoDuration;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a step may take before it counts as failed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timeouts(
        @Nullable @Size(max = 32) @Pattern(GoDuration.PATTERN)
        String machines,

        @Nullable @Size(max = 32) @Pattern(GoDuration.PATTERN)
        String provision,

        @Nullable @Size(max = 32) @Pattern(GoDuration.PATTERN)
        String join,

        @Nullable @Size(max = 32) @Pattern(GoDuration.PATTERN)
        String install,

        @Nullable @Size(max = 32) @Pattern(GoDuration.PATTERN)
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
