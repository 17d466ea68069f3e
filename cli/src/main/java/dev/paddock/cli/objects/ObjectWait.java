// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Waits for one object by watching it, and prints each step of its timeline once, when it ends. */
final class ObjectWait {
    private final Hub hub;
    private final ResourceType type;
    private final String namespace;
    private final String name;
    private final WaitGoal goal;
    private final Terminal terminal;
    private final Set<String> told = new HashSet<>();

    ObjectWait(Hub hub, ResourceType type, String namespace, String name, WaitGoal goal, Terminal terminal) {
        this.hub = hub;
        this.type = type;
        this.namespace = namespace;
        this.name = name;
        this.goal = goal;
        this.terminal = terminal;
    }

    ExitCode until(Instant deadline) {
        while (true) {
            Optional<JsonNode> object = hub.find(type.path(namespace, name));
            Optional<ExitCode> end = object.map(this::outcome).orElseGet(this::gone);
            if (end.isPresent()) {
                return end.get();
            }
            Duration left = Duration.between(terminal.clock().instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return timedOut();
            }
            String version = object.orElseThrow()
                    .path("metadata")
                    .path("resourceVersion")
                    .asText();
            follow(version, left);
        }
    }

    /** Returns when the goal may have been reached, the watch was closed, or time is over: the caller looks again. */
    private void follow(String version, Duration left) {
        Query query = Query.none()
                .with("watch", "true")
                .with("fieldSelector", "metadata.name=" + name)
                .with("resourceVersion", version);
        try {
            hub.watch(type.path(namespace) + query, Hub.JSON, left, event -> {
                JsonNode object = event.path("object");
                tellSteps(object);
                return event.path("type").asText().equals("DELETED") || goal.judge(object) != WaitGoal.Verdict.NOT_YET;
            });
        } catch (ApiFailure failure) {
            if (!failure.gone()) {
                throw failure;
            }
            // The version is compacted away; the caller reads the object anew.
        }
    }

    private Optional<ExitCode> outcome(JsonNode object) {
        tellSteps(object);
        return switch (goal.judge(object)) {
            case NOT_YET -> Optional.empty();
            case REACHED -> Optional.of(reached());
            case HOPELESS -> Optional.of(hopeless(object));
        };
    }

    private Optional<ExitCode> gone() {
        if (goal.gone() == WaitGoal.Verdict.REACHED) {
            return Optional.of(reached());
        }
        terminal.err().println("error: there is no " + type.called(name) + " in namespace " + namespace);
        return Optional.of(ExitCode.NOT_FOUND);
    }

    private ExitCode reached() {
        terminal.out().println(type.called(name) + ": " + goal);
        return ExitCode.OK;
    }

    private ExitCode hopeless(JsonNode object) {
        JsonNode status = object.path("status");
        String why = "";
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                why = ": " + condition.path("message").asText();
            }
        }
        terminal.err()
                .println("error: " + type.called(name) + " is "
                        + status.path("phase").asText() + why);
        tellExplain();
        return ExitCode.ERROR;
    }

    private ExitCode timedOut() {
        terminal.err().println("error: " + type.called(name) + " is not " + goal + " yet");
        tellExplain();
        return ExitCode.TIMED_OUT;
    }

    private void tellExplain() {
        terminal.err().println("  try: paddock explain " + type.singularName() + "/" + name + " -n " + namespace);
    }

    private void tellSteps(JsonNode object) {
        for (JsonNode entry : object.path("status").path("timeline")) {
            String step = entry.path("step").asText();
            String state = entry.path("state").asText();
            boolean over = state.equals("Succeeded") || state.equals("Failed");
            if (over && told.add(step + "/" + entry.path("cluster").asText() + "/" + state)) {
                String message = entry.path("message").asText();
                terminal.out()
                        .println(type.called(name) + ": " + step + " " + state.toLowerCase(java.util.Locale.ROOT)
                                + (message.isEmpty() ? "" : ": " + message));
            }
        }
    }
}
