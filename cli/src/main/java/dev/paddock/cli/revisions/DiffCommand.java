// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.revisions;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import dev.paddock.core.revision.RevisionDiff;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what differs between two revisions of a profile, field by field. */
@Command(
        name = "diff",
        description = {
            "Show what differs between two revisions of a WorkloadProfile: one line per field, + added, - removed,",
            "~ changed. Entries of lists are compared by their names. The notes are no difference."
        })
public final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(names = "--from", paramLabel = "VERSION", description = "The older one; the one before --to if absent.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "VERSION", description = "The newer one; the newest if absent.")
    private @Nullable String to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for text, json or yaml (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Parameters(paramLabel = "KIND/NAME", description = "workloadprofile/NAME.")
    private String word = "";

    public DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            ProfileRevisions revisions =
                    ProfileRevisions.read(hub, ProfileRevisions.profile(word, hub), namespace.in(hub));
            DefinitionRevision newer = to == null ? newest(revisions) : revisions.version(to);
            DefinitionRevision older = from == null ? before(newer, revisions) : revisions.version(from);
            print(older, newer, RevisionDiff.between(older, newer));
            return ExitCode.OK.code();
        }
    }

    private static DefinitionRevision newest(ProfileRevisions revisions) {
        return revisions.all().stream().reduce((older, newer) -> newer).orElseThrow(() -> none(revisions));
    }

    private static DefinitionRevision before(DefinitionRevision newer, ProfileRevisions revisions) {
        int index = revisions.all().indexOf(newer);
        if (index <= 0) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    revisions.called() + " has no revision before "
                            + newer.getSpec().version(),
                    null);
        }
        return revisions.all().get(index - 1);
    }

    private static CliException none(ProfileRevisions revisions) {
        return new CliException(ExitCode.NOT_FOUND, revisions.called() + " has no revision yet", null);
    }

    private void print(DefinitionRevision older, DefinitionRevision newer, List<RevisionDiff.Change> changes) {
        if (!format.tabular()) {
            terminal.out().print(ObjectText.of(format, new ObjectMapper().valueToTree(changes)));
            return;
        }
        String versions = older.getSpec().version() + " and " + newer.getSpec().version();
        if (changes.isEmpty()) {
            terminal.out().println(versions + " say the same");
            return;
        }
        terminal.out()
                .println(new Style(terminal)
                        .bold(older.getSpec().version() + " -> "
                                + newer.getSpec().version()));
        changes.forEach(terminal.out()::println);
    }
}
