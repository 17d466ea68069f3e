// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is asked for and answered: in a ConfigMap that is created by a dry run, and so never there. Its label brings it to the hub,
 * which writes the answer beside the question.
 */
public final class PlanExchange {
    /** The label by which the API server knows a question. */
    public static final String LABEL = "paddock.dev/plan";

    public static final String QUESTION = "question";
    public static final String ANSWER = "answer";

    private PlanExchange() {}

    /**
     * What somebody wants to know of one deployment in the ConfigMap's namespace.
     *
     * @param name of the deployment
     * @param deployment as it would be; null if it would stay as it is
     * @param profiles those that would be changed, as they would be
     */
    public record Question(String name, @Nullable ObjectNode deployment, List<JsonNode> profiles) {
        public Question {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * What the hub makes of it.
     *
     * @param now of the deployment as it is; null if there is none
     * @param delivered the digest that each cluster has been told to run
     */
    public record Answer(
            Map<String, String> delivered, @Nullable Delivery now, Delivery then) {
        public Answer {
            delivered = Map.copyOf(delivered);
        }
    }
}
