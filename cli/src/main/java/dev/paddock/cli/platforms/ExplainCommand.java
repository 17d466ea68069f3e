// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.cli.objects.Lookup;
import dev.paddock.cli.objects.Selection;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import dev.paddock.core.explain.Explanation;
import dev.paddock.core.explain.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers "why is it not running?" for one object, or for all of a kind in a namespace. */
@Command(
        name = "explain",
        description = {
            "Say why an object is not running: its step, what it waits for, the rule that refused it, what would help.",
            "Knows MLPlatform, ComputePool, WorkloadDeployment, Environment, ComputeProfile, ManagedCluster and, by",
            "their conditions, Paddock's other kinds."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for text, json or yaml (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Parameters(
            paramLabel = "KIND/NAME",
            description = "What to explain, or a kind for all in the namespace.",
            arity = "1..*")
    private List<String> words = new ArrayList<>();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            String where = namespace.in(hub);
            List<Explanation> explanations = new ArrayList<>();
            for (Selection selection : Selection.parse(words, Discovery.of(hub))) {
                for (JsonNode object : objects(hub, selection, where)) {
                    explanations.add(new Question(hub, object, terminal.clock().instant()).answer());
                }
            }
            if (explanations.isEmpty()) {
                terminal.err().println("Nothing to explain in namespace " + where);
            }
            print(explanations);
            return ExitCode.OK.code();
        }
    }

    private List<JsonNode> objects(Hub hub, Selection selection, String where) {
        Lookup lookup = new Lookup(hub);
        if (selection.names().isEmpty()) {
            return lookup.list(selection.type(), where);
        }
        return selection.names().stream()
                .map(name -> find(lookup, selection.type(), where, name))
                .toList();
    }

    /** What was refused at admission is nowhere to be found; that is worth saying where it is not. */
    private static JsonNode find(Lookup lookup, ResourceType type, String where, String name) {
        try {
            return lookup.get(type, where, name, Hub.JSON);
        } catch (CliException missing) {
            throw missing.remedy() != null || missing.exitCode() != ExitCode.NOT_FOUND
                    ? missing
                    : new CliException(
                            ExitCode.NOT_FOUND,
                            String.valueOf(missing.getMessage()),
                            "paddock apply it again if it was refused: what is refused there is not stored, the reason is in the answer",
                            missing);
        }
    }

    private void print(List<Explanation> explanations) {
        switch (format) {
            case json, yaml -> {
                JsonNode all = new ObjectMapper()
                        .valueToTree(explanations.size() == 1 ? explanations.getFirst() : explanations);
                terminal.out().print(ObjectText.of(format, all));
            }
            case table, wide, name -> text(explanations);
        }
    }

    private void text(List<Explanation> explanations) {
        Style style = new Style(terminal);
        String separator = "";
        for (Explanation explanation : explanations) {
            terminal.out().print(separator);
            List<String> lines = ExplanationText.lines(explanation);
            terminal.out().println(style.bold(lines.getFirst()));
            lines.stream().skip(1).forEach(terminal.out()::println);
            separator = "\n";
        }
    }
}
