// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.ServerTable;
import dev.paddock.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists objects of any kind, once or for as long as somebody watches. */
@Command(
        name = "get",
        description = {
            "List objects: KIND, KIND NAME..., KIND/NAME... or several kinds as KIND,KIND.",
            "A kind goes by its plural, singular or short name; \"paddock\" stands for all of Paddock's own."
        })
public final class GetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "In every namespace.")
    private boolean allNamespaces;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "Only objects with these labels, as in palette.ai/mode=shared.")
    private @Nullable String selector;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on and print every change.")
    private boolean watch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Option(names = "--no-headers", description = "Leave out the headings of a table.")
    private boolean noHeaders;

    @Option(names = "--ignore-not-found", description = "A name that does not exist is no failure.")
    private boolean ignoreNotFound;

    @Option(names = "--show-managed-fields", description = "Keep metadata.managedFields in json and yaml.")
    private boolean managedFields;

    @Option(names = "--show-labels", description = "Add a column with the labels.")
    private boolean showLabels;

    @Parameters(paramLabel = "KIND [NAME...]", description = "What to list.", arity = "1..*")
    private List<String> words = new ArrayList<>();

    public GetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            List<Selection> selections = Selection.parse(words, Discovery.of(hub));
            String where = allNamespaces ? null : namespace.in(hub);
            if (watch) {
                return watch(hub, selections, where);
            }
            return format.tabular() ? tables(hub, selections, where) : objects(hub, selections, where);
        }
    }

    private int watch(Hub hub, List<Selection> selections, @Nullable String where) {
        if (selections.size() > 1 || selections.getFirst().names().size() > 1) {
            throw new CliException(
                    ExitCode.USAGE, "only one kind, and one or all of its objects, can be watched", null);
        }
        new WatchLoop(
                        hub,
                        selections.getFirst(),
                        where,
                        query(),
                        terminal,
                        format,
                        table(selections.getFirst(), where, null),
                        !noHeaders)
                .run();
        return ExitCode.OK.code();
    }

    private int tables(Hub hub, List<Selection> selections, @Nullable String where) {
        boolean mixed = selections.size() > 1;
        boolean printed = false;
        for (Selection selection : selections) {
            String prefix = mixed ? selection.type().called("") : null;
            ServerTable table = table(selection, where, prefix);
            List<String> lines = new ArrayList<>();
            for (JsonNode answer : fetch(hub, selection, where, Hub.TABLE)) {
                if (!answer.path("rows").isEmpty()) {
                    lines.addAll(table.lines(answer, !noHeaders));
                }
            }
            if (printed && !lines.isEmpty()) {
                terminal.out().println();
            }
            lines.forEach(terminal.out()::println);
            printed |= !lines.isEmpty();
        }
        if (!printed && !ignoreNotFound) {
            terminal.err().println(where == null ? "No resources found" : "No resources found in namespace " + where);
        }
        return ExitCode.OK.code();
    }

    private ServerTable table(Selection selection, @Nullable String where, @Nullable String prefix) {
        return new ServerTable(
                format == OutputFormat.wide,
                where == null && selection.type().namespaced(),
                showLabels,
                prefix,
                new Style(terminal));
    }

    private int objects(Hub hub, List<Selection> selections, @Nullable String where) {
        List<JsonNode> items = new ArrayList<>();
        boolean single = selections.size() == 1 && selections.getFirst().names().size() == 1;
        for (Selection selection : selections) {
            for (JsonNode answer : fetch(hub, selection, where, Hub.JSON)) {
                if (selection.names().isEmpty()) {
                    answer.path("items").forEach(item -> items.add(Typed.as(selection.type(), item)));
                } else {
                    items.add(answer);
                }
            }
        }
        if (format == OutputFormat.name) {
            selections.forEach(selection -> items.stream()
                    .filter(item ->
                            item.path("kind").asText().equals(selection.type().kind()))
                    .map(item -> selection
                            .type()
                            .called(item.path("metadata").path("name").asText()))
                    .forEach(terminal.out()::println));
            return ExitCode.OK.code();
        }
        if (!managedFields) {
            items.forEach(ObjectText::withoutManagedFields);
        }
        if (!(single && items.isEmpty())) {
            terminal.out().print(ObjectText.of(format, single ? items.getFirst() : ObjectText.list(items)));
        }
        return ExitCode.OK.code();
    }

    private List<JsonNode> fetch(Hub hub, Selection selection, @Nullable String where, String accept) {
        if (selection.names().isEmpty()) {
            return List.of(hub.get(selection.type().path(where) + query(), accept));
        }
        String in = where == null && selection.type().namespaced() ? named() : where == null ? "" : where;
        Lookup lookup = new Lookup(hub);
        List<JsonNode> answers = new ArrayList<>();
        for (String name : selection.names()) {
            try {
                answers.add(lookup.get(selection.type(), in, name, accept));
            } catch (CliException missing) {
                if (!(ignoreNotFound && missing.exitCode() == ExitCode.NOT_FOUND)) {
                    throw missing;
                }
            }
        }
        return answers;
    }

    private static String named() {
        throw new CliException(ExitCode.USAGE, "a name and --all-namespaces exclude each other", "use -n NAMESPACE");
    }

    private Query query() {
        return selector == null ? Query.none() : Query.none().with("labelSelector", selector);
    }
}
