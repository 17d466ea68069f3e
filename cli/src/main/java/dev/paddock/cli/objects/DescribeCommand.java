// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about objects: what was asked for, how it stands, and what happened to it. */
@Command(name = "describe", description = "Show everything about objects of any kind, their events included.")
public final class DescribeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "KIND [NAME...]", description = "What to describe.", arity = "1..*")
    private List<String> words = new ArrayList<>();

    public DescribeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            String where = namespace.in(hub);
            Lookup lookup = new Lookup(hub);
            String separator = "";
            for (Selection selection : Selection.parse(words, Discovery.of(hub))) {
                List<JsonNode> objects = selection.names().isEmpty()
                        ? lookup.list(selection.type(), where)
                        : selection.names().stream()
                                .map(name -> lookup.get(selection.type(), where, name, Hub.JSON))
                                .toList();
                for (JsonNode object : objects) {
                    terminal.out().print(separator);
                    new DescriptionText(
                                    Typed.as(selection.type(), object),
                                    events(hub, object),
                                    new Style(terminal),
                                    terminal.clock().instant())
                            .lines()
                            .forEach(terminal.out()::println);
                    separator = "\n\n";
                }
            }
            return ExitCode.OK.code();
        }
    }

    private static JsonNode events(Hub hub, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText("default");
        Query about = Query.none()
                .with(
                        "fieldSelector",
                        "involvedObject.uid=" + metadata.path("uid").asText());
        try {
            return hub.get("/api/v1/namespaces/" + namespace + "/events" + about)
                    .path("items");
        } catch (ApiFailure notPermitted) {
            // Whoever may read the object but not its events still gets the object.
            return MissingNode.getInstance();
        }
    }
}
