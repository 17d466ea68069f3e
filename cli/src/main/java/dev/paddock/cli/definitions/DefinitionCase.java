// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.cli.render.RenderedText;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.ApplicationReader;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One test of definitions: a folder with {@code in.yaml} and either {@code out.yaml} or {@code error.txt}. */
record DefinitionCase(Path folder) {

    static final String OUT = "out.yaml";
    static final String ERROR = "error.txt";

    private sealed interface Answer {
        record Objects(String text) implements Answer {}

        record Errors(List<String> lines) implements Answer {}
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    CaseResult run(TemplateEngine engine, Definitions definitions, boolean update, Terminal terminal) {
        Answer answer = answer(CaseInput.read(folder, terminal), new ApplicationRenderer(engine, definitions));
        try {
            List<String> differences = differences(answer, terminal);
            if (differences.isEmpty()) {
                return new CaseResult.Passed();
            }
            if (!update) {
                return new CaseResult.Failed(differences);
            }
            write(answer);
            return new CaseResult.Updated();
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.ERROR, folder + " cannot be read or written: " + failure.getMessage(), null, failure);
        }
    }

    private static Answer answer(CaseInput input, ApplicationRenderer renderer) {
        ApplicationReader.Reading reading = ApplicationReader.read(input.application());
        if (!reading.errors().isEmpty()) {
            return new Answer.Errors(lines(reading.errors()));
        }
        RenderedApplication rendered = renderer.render(reading.application(), input.settings());
        return rendered.errors().isEmpty()
                ? new Answer.Objects(new RenderedText(RenderedText.Format.yaml).of(List.of(rendered)))
                : new Answer.Errors(lines(rendered.errors()));
    }

    private static List<String> lines(List<FieldError> errors) {
        return errors.stream().sorted().map(FieldError::toString).toList();
    }

    private List<String> differences(Answer answer, Terminal terminal) throws IOException {
        boolean objects = Files.exists(folder.resolve(OUT));
        boolean error = Files.exists(folder.resolve(ERROR));
        if (objects == error) {
            return List.of(
                    objects
                            ? "there are both " + OUT + " and " + ERROR + "; only one can be true"
                            : "there is neither " + OUT + " nor " + ERROR + "; --update writes what comes out now");
        }
        return switch (answer) {
            case Answer.Objects(String text)
            when error -> {
                List<String> lines = new ArrayList<>(List.of("an error was expected, but objects came out:"));
                text.lines().map(line -> "+ " + line).forEach(lines::add);
                yield lines;
            }
            case Answer.Objects(String text) ->
                // Read back, because numbers of a file and numbers of a template are not of the same Java types.
                ObjectDifferences.between(expected(terminal), objects(new Source(OUT, text)));
            case Answer.Errors(List<String> found)
            when objects -> {
                List<String> lines = new ArrayList<>(List.of("objects were expected, but it was refused:"));
                found.stream().map(line -> "+ " + line).forEach(lines::add);
                yield lines;
            }
            case Answer.Errors(List<String> found) ->
                ObjectDifferences.ofLines(
                        Files.readAllLines(folder.resolve(ERROR)).stream()
                                .filter(line -> !line.isBlank())
                                .toList(),
                        found);
        };
    }

    private List<ObjectNode> expected(Terminal terminal) {
        return objects(
                Source.of(List.of(folder.resolve(OUT).toString()), terminal).getFirst());
    }

    private static List<ObjectNode> objects(Source source) {
        ManifestReader.Contents contents = ManifestReader.read(source);
        // An object without a name is what some templates make, so only what is no YAML is a fault here.
        if (contents.manifests().isEmpty() && !contents.findings().isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, contents.findings().getFirst().toString(), null);
        }
        return contents.manifests().stream().map(Manifest::object).toList();
    }

    private void write(Answer answer) throws IOException {
        switch (answer) {
            case Answer.Objects(String text) -> {
                Files.writeString(folder.resolve(OUT), text);
                Files.deleteIfExists(folder.resolve(ERROR));
            }
            case Answer.Errors(List<String> lines) -> {
                Files.writeString(folder.resolve(ERROR), String.join("\n", lines) + "\n");
                Files.deleteIfExists(folder.resolve(OUT));
            }
        }
    }
}
