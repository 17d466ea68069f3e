// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which models may be served, by source. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelGovernance(
        @Description("Rules for models from Hugging Face.") @Nullable
        Rules huggingFace,

        @Description("Rules for NVIDIA NIM.") @Nullable Rules nim) {

    /** Globs on model names; a match in {@code deny} wins, an empty {@code allow} allows all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rules(
            @Description("Globs on model names, * and ?; empty allows all.") @Size(max = 200) @SetList
            List<String> allow,

            @Description("Globs on model names; a match wins over allow.") @Size(max = 200) @SetList
            List<String> deny) {
        public Rules {
            allow = Immutable.list(allow);
            deny = Immutable.list(deny);
        }
    }
}
