// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with definitions, each at its place. */
@Command(
        name = "vet",
        description = {
            "Compile definitions as the hub does when they are applied, and print what is wrong at its place in the"
                    + " file.",
            "Warnings tell what KubeVela does with a field and Paddock does not, and names that nothing here has."
        })
public final class VetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Files or directories with definitions, or -.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "One line for each finding, or one JSON object (${DEFAULT-VALUE}).")
    private Format format = Format.text;

    /** What {@code -o} takes. */
    enum Format {
        text,
        json
    }

    public VetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DefinitionFiles read = DefinitionFiles.read(files, terminal);
        if (read.definitions().isEmpty()
                && read.unreadable().isEmpty()
                && read.others().isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is no definition in " + String.join(", ", files), null);
        }
        DefinitionVet.Vetted vetted = new TemplateWorkers(terminal)
                .use(workers -> new DefinitionVet(workers, new BuiltInDefinitions().read()).vet(read));
        int definitions = read.definitions().size();
        switch (format) {
            case json -> terminal.out().println(json(definitions, vetted).toPrettyString());
            case text -> {
                vetted.faults().forEach(terminal.out()::println);
                terminal.out().println(summary(definitions, vetted.faults()));
            }
        }
        return (vetted.sound() ? ExitCode.OK : ExitCode.USAGE).code();
    }

    private static ObjectNode json(int definitions, DefinitionVet.Vetted vetted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("definitions", definitions).put("sound", vetted.sound());
        ArrayNode findings = json.putArray("findings");
        vetted.faults().forEach(fault -> findings.add(fault.json()));
        return json;
    }

    private static String summary(int definitions, List<Fault> faults) {
        long errors = faults.stream()
                .filter(fault -> fault.severity() == Fault.Severity.error)
                .count();
        return "%d %s: %d %s, %d %s"
                .formatted(
                        definitions,
                        definitions == 1 ? "definition" : "definitions",
                        errors,
                        errors == 1 ? "error" : "errors",
                        faults.size() - errors,
                        faults.size() - errors == 1 ? "warning" : "warnings");
    }
}
