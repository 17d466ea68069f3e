// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a reference from the parameters of definitions. */
@Command(
        name = "docs",
        description = {
            "Write a reference of definitions from their parameters: what // +usage= says, defaults, choices, what is"
                    + " required.",
            "Markdown is one page; JSON Schema is one document for each definition, for editors and forms."
        })
public final class DocsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Files or directories with definitions, or -.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write into this directory, definitions.md or KIND-NAME.json; on standard output if absent.")
    private @Nullable String directory;

    @Option(
            names = "--format",
            paramLabel = "markdown|json-schema",
            defaultValue = "markdown",
            description = "What to write (${DEFAULT-VALUE}).")
    private String format = "markdown";

    public DocsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!List.of("markdown", "json-schema").contains(format)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--format=" + format + " is neither markdown nor json-schema",
                    "paddock def docs --help");
        }
        DefinitionFiles read = DefinitionFiles.read(files, terminal);
        List<ReferencePage.Entry> entries = new TemplateWorkers(terminal).use(workers -> {
            DefinitionVet.Vetted vetted = new DefinitionVet(workers, Definitions.of(List.of())).vet(read);
            if (!vetted.sound()) {
                vetted.faults().forEach(terminal.err()::println);
                throw new CliException(ExitCode.USAGE, "nothing was written", "correct what is listed above");
            }
            return entries(
                    read.definitions().stream()
                            .map(each -> each.manifest().object())
                            .toList(),
                    vetted.definitions(),
                    workers);
        });
        if (entries.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is no definition in " + String.join(", ", files), null);
        }
        write(entries);
        return ExitCode.OK.code();
    }

    /** What the reference of these objects is made from. */
    static List<ReferencePage.Entry> entries(List<ObjectNode> objects, Definitions definitions, CueWorkers workers) {
        CelEngine cel = new CelEngine(CelLimits.standard(), System::nanoTime);
        List<ReferencePage.Entry> entries = new ArrayList<>();
        for (ObjectNode object : objects) {
            Definition.Kind kind =
                    Definition.Kind.of(object.path("kind").asText()).orElseThrow();
            Definition definition =
                    definitions.find(kind, object.at("/metadata/name").asText()).orElseThrow();
            // A template that imports what is not here is no fault of a step, whose template is not evaluated.
            JsonNode schema = switch (definition.schematic()) {
                case Definition.Schematic.Cue cue -> workers.schema(cue.text()).schema();
                case Definition.Schematic.Cel schematic -> cel.schema(schematic);
            };
            entries.add(new ReferencePage.Entry(object, kind, schema));
        }
        return entries;
    }

    private void write(List<ReferencePage.Entry> entries) {
        if (format.equals("markdown")) {
            String page = ReferencePage.of("# Definitions\n", entries);
            if (directory == null) {
                terminal.out().print(page);
            } else {
                save(directory, "definitions.md", page);
            }
            return;
        }
        List<ObjectNode> schemas = entries.stream()
                .map(entry -> ParameterSchema.document(entry.name(), entry.description(), entry.schema()))
                .toList();
        if (directory == null) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            schemas.forEach(all::add);
            terminal.out().println((schemas.size() == 1 ? schemas.getFirst() : all).toPrettyString());
            return;
        }
        for (int index = 0; index < entries.size(); index++) {
            ReferencePage.Entry entry = entries.get(index);
            save(
                    directory,
                    entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + entry.name() + ".json",
                    schemas.get(index).toPrettyString() + "\n");
        }
    }

    private void save(String into, String name, String text) {
        Path folder = terminal.directory().resolve(into);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
            terminal.out().println(into + "/" + name);
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.ERROR,
                    "cannot write " + folder.resolve(name) + ": " + failure.getMessage(),
                    null,
                    failure);
        }
    }
}
