// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.meta.Step;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One step of provisioning or deletion, for the whole object or for one cluster. Times are RFC 3339. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimelineEntry(
        @Description("Step of provisioning or deletion, such as ReserveGPU or Deliver.") @Required
        Step step,

        @Description("Cluster the step is about; empty when it is about the object as a whole.") @Nullable
        String cluster,

        @Description("Pending, Running, Succeeded, Failed or Skipped.") @Required
        State state,

        @Description("Why it is in this state, as one word for automation.") @Nullable
        String reason,

        @Description("Why it is in this state, as a sentence.") @Nullable @Size(max = 1024)
        String message,

        @Description("When the step began.") @DateTime @Nullable
        String startTime,

        @Description("When the step ended; absent while it runs.") @DateTime @Nullable
        String endTime) {
    public TimelineEntry {
        // Nothing empty is written, so an entry that is read back must not differ from the one that was put down.
        cluster = absentIfEmpty(cluster);
        reason = absentIfEmpty(reason);
        message = absentIfEmpty(message);
    }

    private static @Nullable String absentIfEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** How far a step is. */
    public enum State {
        PENDING("Pending"),
        RUNNING("Running"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed"),
        SKIPPED("Skipped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
