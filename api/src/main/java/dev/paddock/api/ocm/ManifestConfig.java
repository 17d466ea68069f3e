// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one object of the work is written and what is reported about it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestConfig(
        @Required ResourceIdentifier resourceIdentifier,
        List<FeedbackRule> feedbackRules,
        @Nullable UpdateStrategy updateStrategy,
        @ListKeys("condition") List<ConditionRule> conditionRules,
        @Default("Poll") @Nullable FeedbackScrapeType feedbackScrapeType) {
    public ManifestConfig {
        feedbackRules = feedbackRules == null ? List.of() : List.copyOf(feedbackRules);
        conditionRules = conditionRules == null ? List.of() : List.copyOf(conditionRules);
    }

    /** Which fields of the object's status travel back. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeedbackRule(
            @Required FeedbackType type, @ListKeys("name") List<JsonPath> jsonPaths) {
        public FeedbackRule {
            jsonPaths = jsonPaths == null ? List.of() : List.copyOf(jsonPaths);
        }
    }

    /** A value by its Kubernetes JSONPath, reported under a name. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record JsonPath(
            @Required String name,
            @Nullable String version,
            @Required String path) {}

    /** How the agent writes the object. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record UpdateStrategy(
            @Required @Default("Update") UpdateType type,
            @Nullable ServerSideApply serverSideApply) {}

    /** The field manager's name and whether it takes fields from others. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ServerSideApply(
            @Nullable Boolean force,

            @Default("work-agent") @Pattern("^work-agent") @Nullable
            String fieldManager,

            List<IgnoreField> ignoreFields) {
        public ServerSideApply {
            ignoreFields = ignoreFields == null ? List.of() : List.copyOf(ignoreFields);
        }
    }

    /** Fields left to others on the spoke. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record IgnoreField(
            @Required @Default("OnSpokePresent") String condition,
            List<String> jsonPaths,
            List<String> jsonPointers,
            List<String> jqPathExpressions) {
        public IgnoreField {
            jsonPaths = jsonPaths == null ? List.of() : List.copyOf(jsonPaths);
            jsonPointers = jsonPointers == null ? List.of() : List.copyOf(jsonPointers);
            jqPathExpressions = jqPathExpressions == null ? List.of() : List.copyOf(jqPathExpressions);
        }
    }

    /** A condition of the manifest computed from the object on the spoke. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ConditionRule(
            @Required String condition,
            @Required ConditionRuleType type,
            List<String> celExpressions,
            @Nullable String message,
            @Nullable String messageExpression) {
        public ConditionRule {
            celExpressions = celExpressions == null ? List.of() : List.copyOf(celExpressions);
        }
    }

    /** Where feedback values come from. */
    public enum FeedbackType {
        @JsonProperty("WellKnownStatus")
        WELL_KNOWN_STATUS,
        @JsonProperty("JSONPaths")
        JSON_PATHS
    }

    /** How the agent writes an object that exists already. */
    public enum UpdateType {
        @JsonProperty("Update")
        UPDATE,
        @JsonProperty("CreateOnly")
        CREATE_ONLY,
        @JsonProperty("ServerSideApply")
        SERVER_SIDE_APPLY,
        @JsonProperty("ReadOnly")
        READ_ONLY
    }

    /** How a condition is computed. */
    public enum ConditionRuleType {
        @JsonProperty("WellKnownConditions")
        WELL_KNOWN_CONDITIONS,
        @JsonProperty("CEL")
        CEL
    }

    /** Whether feedback is polled or watched. */
    public enum FeedbackScrapeType {
        @JsonProperty("Poll")
        POLL,
        @JsonProperty("Watch")
        WATCH
    }
}
