// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads a Kubernetes object of any kind. Absent fields read as empty, zero or false; nothing here judges.
 */
public record ObjectView(JsonNode root) {

    /** A condition as far as health needs it. */
    record ConditionView(String type, String status, String reason, String message, Optional<Instant> since) {

        boolean isTrue() {
            return "True".equals(status);
        }

        boolean isFalse() {
            return "False".equals(status);
        }

        /** {@code Reason: message}, or what of the two is there. */
        String why() {
            if (message.isEmpty()) {
                return reason.isEmpty() ? type + " is " + status : reason;
            }
            return reason.isEmpty() ? message : reason + ": " + message;
        }
    }

    String group() {
        String apiVersion = text("apiVersion");
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    String kind() {
        return text("kind");
    }

    long generation() {
        return at("metadata", "generation").asLong(0);
    }

    /** Empty where the kind does not report it. */
    Optional<Long> observedGeneration() {
        JsonNode observed = at("status", "observedGeneration");
        return observed.isNumber() ? Optional.of(observed.asLong()) : Optional.empty();
    }

    boolean deleting() {
        return !text("metadata", "deletionTimestamp").isEmpty();
    }

    /**
     * When a controller last wrote the status, else when the object was made. Controllers write a status only when
     * something moved, so this is the time of the last progress for kinds that have no condition for it.
     */
    Instant lastStatusWrite() {
        return StreamSupport.stream(at("metadata", "managedFields").spliterator(), false)
                .filter(entry -> "status".equals(entry.path("subresource").asText()))
                .flatMap(entry -> instant(entry.path("time").asText()).stream())
                .max(Instant::compareTo)
                .or(() -> time("metadata", "creationTimestamp"))
                .orElse(Instant.EPOCH);
    }

    List<ConditionView> conditions() {
        return conditions(at("status", "conditions"));
    }

    static List<ConditionView> conditions(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> new ConditionView(
                        node.path("type").asText(),
                        node.path("status").asText(),
                        node.path("reason").asText(""),
                        node.path("message").asText(""),
                        instant(node.path("lastTransitionTime").asText(""))))
                .toList();
    }

    Optional<ConditionView> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    boolean conditionIsTrue(String type) {
        return condition(type).filter(ConditionView::isTrue).isPresent();
    }

    /** A condition written for an older generation says nothing about this one. */
    boolean conditionIsStale(String type) {
        return StreamSupport.stream(at("status", "conditions").spliterator(), false)
                .filter(node -> type.equals(node.path("type").asText()))
                .map(node -> node.path("observedGeneration"))
                .anyMatch(observed -> observed.isNumber() && observed.asLong() < generation());
    }

    JsonNode at(String... path) {
        JsonNode node = root;
        for (String key : path) {
            node = node.path(key);
        }
        return node;
    }

    String text(String... path) {
        return at(path).asText("");
    }

    long number(long absent, String... path) {
        return at(path).asLong(absent);
    }

    boolean flag(String... path) {
        return at(path).asBoolean(false);
    }

    Optional<Instant> time(String... path) {
        return instant(text(path));
    }

    private static Optional<Instant> instant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            // A foreign controller may write anything here; health then falls back to what it knows without a time.
            return Optional.empty();
        }
    }
}
