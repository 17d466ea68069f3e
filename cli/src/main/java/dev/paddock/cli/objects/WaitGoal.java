// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import java.util.Set;

/** What a wait is for, judged on an object as the server last showed it. */
sealed interface WaitGoal {
    /** Phases from which an object does not come back by itself. */
    Set<String> HOPELESS = Set.of("Rejected", "Failed");

    /** What the object has come to. */
    enum Verdict {
        REACHED,
        NOT_YET,
        HOPELESS
    }

    Verdict judge(JsonNode object);

    /** What it means that the object is gone. */
    Verdict gone();

    /** The condition has status True, for the generation that is asked for now. */
    record Condition(String type) implements WaitGoal {
        @Override
        public Verdict judge(JsonNode object) {
            long generation = object.path("metadata").path("generation").asLong();
            for (JsonNode condition : object.path("status").path("conditions")) {
                boolean current = condition.path("observedGeneration").asLong(generation) >= generation;
                if (current
                        && condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True")) {
                    return Verdict.REACHED;
                }
            }
            boolean observed = object.path("status").path("observedGeneration").asLong() >= generation;
            return observed
                            && HOPELESS.contains(
                                    object.path("status").path("phase").asText())
                    ? Verdict.HOPELESS
                    : Verdict.NOT_YET;
        }

        @Override
        public Verdict gone() {
            return Verdict.HOPELESS;
        }

        @Override
        public String toString() {
            return type;
        }
    }

    /** The object is gone. */
    record Deletion() implements WaitGoal {
        @Override
        public Verdict judge(JsonNode object) {
            return Verdict.NOT_YET;
        }

        @Override
        public Verdict gone() {
            return Verdict.REACHED;
        }

        @Override
        public String toString() {
            return "deleted";
        }
    }

    static WaitGoal parse(String text) {
        if (text.equals("delete")) {
            return new Deletion();
        }
        if (text.startsWith("condition=") && text.length() > "condition=".length()) {
            return new Condition(text.substring("condition=".length()));
        }
        throw new CliException(
                ExitCode.USAGE, "--for: \"" + text + "\" is not understood", "write condition=Ready or delete");
    }
}
