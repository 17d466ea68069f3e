// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.TypedLists;
import dev.paddock.cli.objects.Lookup;
import dev.paddock.cli.objects.Selection;
import dev.paddock.cli.output.Age;
import dev.paddock.cli.output.Columns;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import dev.paddock.core.revision.RevisionHistory;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what a profile said, and who runs it as it was then. */
@Command(
        name = "history",
        description = {
            "List the revisions of a WorkloadProfile, the newest first, with their notes and how many deployments run",
            "each. Of a WorkloadDeployment the revision it runs is shown."
        })
public final class HistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Parameters(paramLabel = "KIND/NAME", description = "workloadprofile/NAME or workloaddeployment/NAME.")
    private String word = "";

    public HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            Selection selection = ProfileRevisions.one(word, hub);
            String where = namespace.in(hub);
            if (ProfileRevisions.isProfile(selection)) {
                ProfileRevisions revisions = ProfileRevisions.read(hub, selection, where);
                print(RevisionHistory.of(
                        revisions.profile(),
                        revisions.all(),
                        new TypedLists(hub).everywhere(WorkloadDeployment.class)));
            } else if (selection.type().kind().equals("WorkloadDeployment")) {
                print(
                        selection,
                        new Lookup(hub)
                                .get(selection.type(), where, selection.names().getFirst(), Hub.JSON));
            } else {
                throw new CliException(
                        ExitCode.USAGE,
                        selection.type().kind() + " has no history",
                        "name workloadprofile/NAME or workloaddeployment/NAME");
            }
            return ExitCode.OK.code();
        }
    }

    private void print(List<RevisionHistory.Entry> entries) {
        PrintStream out = terminal.out();
        switch (format) {
            case json, yaml -> out.print(ObjectText.of(format, new ObjectMapper().valueToTree(entries)));
            case name -> entries.forEach(entry -> out.println(entry.version()));
            case table, wide -> {
                if (entries.isEmpty()) {
                    terminal.err().println("No revision is stored yet");
                    return;
                }
                Columns columns =
                        new Columns(List.of("VERSION", "AGE", "USED BY", "LATEST", "NOTES"), new Style(terminal));
                columns.lines(entries.stream().map(this::row).toList(), true).forEach(out::println);
            }
        }
    }

    private List<String> row(RevisionHistory.Entry entry) {
        return List.of(
                entry.version(),
                Age.of(entry.created(), terminal.clock().instant()),
                format == OutputFormat.wide && !entry.usedBy().isEmpty()
                        ? String.join(",", entry.usedBy())
                        : String.valueOf(entry.usedBy().size()),
                entry.latest() ? "yes" : "",
                entry.notes().replaceAll("\\s+", " ").strip());
    }

    /** Of a deployment only the present is on record. */
    private void print(Selection selection, JsonNode object) {
        String version = object.path("status").path("workloadProfileRevision").asText("none yet");
        if (!format.tabular()) {
            terminal.out()
                    .print(ObjectText.of(
                            format, JsonNodeFactory.instance.objectNode().put("revision", version)));
            return;
        }
        terminal.out().println(selection.type().called(selection.names().getFirst()) + " runs revision " + version);
        terminal.err().println("What it ran before is not recorded; the history of its profile says what there was");
    }
}
