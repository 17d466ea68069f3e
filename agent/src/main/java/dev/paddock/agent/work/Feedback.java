// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.ocm.ManifestConfig.FeedbackRule;
import dev.paddock.api.ocm.ManifestWorkStatus.FeedbackValue;
import dev.paddock.api.ocm.ManifestWorkStatus.FieldValue;
import dev.paddock.api.ocm.ManifestWorkStatus.ValueType;
import dev.paddock.core.output.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of an object's status that travel back to the hub, as OCM's feedback rules define them. */
final class Feedback {

    private record Named(String name, String path) {}

    private static final int LONGEST_JSON = 1024;
    private static final Map<String, List<Named>> WELL_KNOWN = Map.of(
            "apps/v1/Deployment",
                    List.of(
                            new Named("ReadyReplicas", ".status.readyReplicas"),
                            new Named("Replicas", ".status.replicas"),
                            new Named("AvailableReplicas", ".status.availableReplicas")),
            "apps/v1/DaemonSet",
                    List.of(
                            new Named("NumberReady", ".status.numberReady"),
                            new Named("DesiredNumberScheduled", ".status.desiredNumberScheduled"),
                            new Named("NumberAvailable", ".status.numberAvailable")),
            "batch/v1/Job",
                    List.of(
                            new Named("JobComplete", ".status.conditions[?(@.type==\"Complete\")].status"),
                            new Named("JobSucceeded", ".status.succeeded")),
            "v1/Pod",
                    List.of(
                            new Named("PodReady", ".status.conditions[?(@.type==\"Ready\")].status"),
                            new Named("PodPhase", ".status.phase")));

    /** What was read, and what could not be. */
    record Reading(List<FeedbackValue> values, List<String> errors) {}

    private Feedback() {}

    static Reading read(JsonNode object, List<FeedbackRule> rules) {
        List<FeedbackValue> values = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (FeedbackRule rule : rules) {
            for (Named wanted : paths(object, rule, errors)) {
                try {
                    JsonPath.compile(wanted.path()).find(object).stream()
                            .findFirst()
                            .flatMap(node -> value(wanted.name(), node, errors))
                            .ifPresent(values::add);
                } catch (IllegalArgumentException unreadable) {
                    errors.add("%s: path: Invalid value: \"%s\": %s"
                            .formatted(wanted.name(), wanted.path(), unreadable.getMessage()));
                }
            }
        }
        return new Reading(values, errors);
    }

    private static List<Named> paths(JsonNode object, FeedbackRule rule, List<String> errors) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = apiVersion + "/" + object.path("kind").asText();
        return switch (rule.type()) {
            case WELL_KNOWN_STATUS -> {
                if (!WELL_KNOWN.containsKey(kind)) {
                    errors.add("no well-known status for " + kind + "; name JSON paths");
                }
                yield WELL_KNOWN.getOrDefault(kind, List.of());
            }
            case JSON_PATHS ->
                rule.jsonPaths().stream()
                        .filter(path -> path.version() == null
                                || path.version().isEmpty()
                                || path.version().equals(ObjectRef.versionOf(apiVersion)))
                        .map(path -> new Named(path.name(), path.path()))
                        .toList();
        };
    }

    private static Optional<FeedbackValue> value(String name, JsonNode node, List<String> errors) {
        if (node.isIntegralNumber()) {
            return Optional.of(
                    new FeedbackValue(name, new FieldValue(ValueType.INTEGER, node.asLong(), null, null, null)));
        }
        if (node.isBoolean()) {
            return Optional.of(
                    new FeedbackValue(name, new FieldValue(ValueType.BOOLEAN, null, null, node.asBoolean(), null)));
        }
        if (node.isTextual()) {
            return Optional.of(
                    new FeedbackValue(name, new FieldValue(ValueType.STRING, null, node.asText(), null, null)));
        }
        String json = node.toString();
        if (json.length() > LONGEST_JSON) {
            errors.add(name + ": " + json.length() + " characters of JSON, at most " + LONGEST_JSON + " are reported");
            return Optional.empty();
        }
        return Optional.of(new FeedbackValue(name, new FieldValue(ValueType.JSON_RAW, null, null, null, json)));
    }
}
