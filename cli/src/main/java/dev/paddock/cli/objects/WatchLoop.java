// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.ServerTable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Prints what is there and then every change, until the process is stopped; a watch the server ends is taken up again. */
final class WatchLoop {
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Hub hub;
    private final Selection selection;
    private final @Nullable String namespace;
    private final Query query;
    private final Terminal terminal;
    private final OutputFormat format;
    private final ServerTable table;
    private final boolean headings;
    private String resourceVersion = "";

    WatchLoop(
            Hub hub,
            Selection selection,
            @Nullable String namespace,
            Query query,
            Terminal terminal,
            OutputFormat format,
            ServerTable table,
            boolean headings) {
        this.hub = hub;
        this.selection = selection;
        this.namespace = namespace;
        this.query = selection.names().isEmpty()
                ? query
                : query.with(
                        "fieldSelector", "metadata.name=" + selection.names().getFirst());
        this.terminal = terminal;
        this.format = format;
        this.headings = headings;
        this.table = table;
    }

    void run() {
        while (!terminal.out().checkError()) {
            try {
                if (resourceVersion.isEmpty()) {
                    list();
                }
                follow();
            } catch (ApiFailure failure) {
                if (!failure.gone()) {
                    throw failure;
                }
                // The place where we were is no longer known: begin again from what is there now.
                resourceVersion = "";
            }
        }
    }

    private void list() {
        JsonNode listed = hub.get(selection.type().path(namespace) + query, accept());
        resourceVersion = listed.path("metadata").path("resourceVersion").asText();
        if (format.tabular()) {
            table.lines(listed, headings).forEach(terminal.out()::println);
        } else {
            listed.path("items").forEach(item -> print(Typed.as(selection.type(), item)));
        }
    }

    private void follow() {
        Query watching = query.with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", resourceVersion);
        hub.watch(selection.type().path(namespace) + watching, accept(), FOREVER, event -> {
            JsonNode object = event.path("object");
            String seen = version(object);
            resourceVersion = seen.isEmpty() ? resourceVersion : seen;
            if (!event.path("type").asText().equals("BOOKMARK")) {
                if (format.tabular()) {
                    table.lines(object, headings).forEach(terminal.out()::println);
                } else {
                    print(object);
                }
            }
            return terminal.out().checkError();
        });
    }

    private static String version(JsonNode object) {
        JsonNode row = object.path("rows").path(0).path("object");
        JsonNode carrier = row.isMissingNode() ? object : row;
        return carrier.path("metadata").path("resourceVersion").asText();
    }

    private String accept() {
        return format.tabular() ? Hub.TABLE : Hub.JSON;
    }

    private void print(JsonNode object) {
        if (format == OutputFormat.name) {
            terminal.out()
                    .println(selection
                            .type()
                            .called(object.path("metadata").path("name").asText()));
        } else {
            String separator = format == OutputFormat.yaml ? "---\n" : "";
            terminal.out().print(separator + ObjectText.of(format, ObjectText.withoutManagedFields(object)));
        }
    }
}
