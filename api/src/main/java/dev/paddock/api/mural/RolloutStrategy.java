// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which order clusters get a change, with OCM's fields. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutStrategy(
        @Description("All sends a change to every cluster at once. Not yet supported: Progressive and "
                + "ProgressivePerGroup are refused.")
        @Required
        Type type,

        @Description("OCM's settings for All.") @Nullable @PreserveUnknownFields
        Map<String, Object> all,

        @Description("OCM's settings for Progressive.") @Nullable @PreserveUnknownFields
        Map<String, Object> progressive,

        @Description("OCM's settings for ProgressivePerGroup.") @Nullable @PreserveUnknownFields
        Map<String, Object> progressivePerGroup) {
    public RolloutStrategy {
        all = Immutable.map(all);
        progressive = Immutable.map(progressive);
        progressivePerGroup = Immutable.map(progressivePerGroup);
    }

    /** Kinds of order. */
    public enum Type {
        ALL("All"),
        PROGRESSIVE("Progressive"),
        PROGRESSIVE_PER_GROUP("ProgressivePerGroup");

        private final String text;

        Type(String text) {
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
