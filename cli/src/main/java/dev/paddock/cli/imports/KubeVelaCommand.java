// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.definitions.TemplateWorkers;
import dev.paddock.cli.manifest.Finding;
import dev.paddock.cli.manifest.YamlText;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over definitions and Applications that were written for KubeVela, and says of everything else why not. */
@Command(
        name = "kubevela",
        description = {
            "Read the definitions and Applications of a directory and those below it (YAML, JSON, and the CUE files of",
            "vela def), and report what Paddock takes as it is, and what not and why. With -o, what is taken is"
                    + " written.",
            "The exit code is 0 also when something is not taken; it is 2 when a file cannot be read."
        })
public final class KubeVelaCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The directory to read.")
    private String directory = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTDIR",
            description =
                    "Write what is taken here, under the names it has; must be empty or absent. Without it nothing is"
                            + " written.")
    private @Nullable String output;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The report as lines, or as one JSON object (${DEFAULT-VALUE}).")
    private Format format = Format.text;

    /** What {@code --format} takes. */
    enum Format {
        text,
        json
    }

    public KubeVelaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ImportedFiles reader = new ImportedFiles(terminal, directory);
        Path target = output == null ? null : emptyTarget(output);
        return new TemplateWorkers(terminal).use(workers -> {
            List<ImportedFiles.File> files = reader.read(workers);
            KubeVelaImport.Outcome outcome = new KubeVelaImport(workers, new BuiltInDefinitions().read()).decide(files);
            List<Finding> unreadable = files.stream()
                    .flatMap(file -> file.contents().findings().stream())
                    .toList();
            if (target != null) {
                write(target, outcome);
            }
            report(outcome, unreadable);
            return (unreadable.isEmpty() ? ExitCode.OK : ExitCode.USAGE).code();
        });
    }

    private Path emptyTarget(String name) {
        Path target = terminal.directory().resolve(name);
        if (Files.exists(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new CliException(
                            ExitCode.USAGE, name + " is not empty", "name a directory that does not exist");
                }
            } catch (IOException failure) {
                throw new CliException(
                        ExitCode.USAGE, "cannot read " + name + ": " + failure.getMessage(), null, failure);
            }
        }
        return target;
    }

    /** A file of which everything is taken is copied as it is; of others, the objects that are taken are written. */
    private static void write(Path target, KubeVelaImport.Outcome outcome) {
        Map<ImportedFiles.File, List<KubeVelaImport.Taken>> byFile = new LinkedHashMap<>();
        outcome.objects()
                .forEach(one -> byFile.computeIfAbsent(one.file(), any -> new ArrayList<>())
                        .add(one));
        byFile.forEach((file, objects) -> {
            List<KubeVelaImport.Taken> taken =
                    objects.stream().filter(one -> one.verdict().taken()).toList();
            if (taken.isEmpty()) {
                return;
            }
            boolean whole =
                    taken.size() == objects.size() && file.contents().findings().isEmpty();
            StringBuilder text = new StringBuilder();
            if (whole) {
                text.append(file.text());
            } else {
                taken.forEach(one ->
                        text.append("---\n").append(YamlText.of(one.manifest().object())));
            }
            Path path = target.resolve(file.path());
            try {
                Files.createDirectories(path.resolveSibling(""));
                Files.writeString(path, text);
            } catch (IOException failure) {
                throw new CliException(
                        ExitCode.ERROR, "cannot write " + path + ": " + failure.getMessage(), null, failure);
            }
        });
    }

    private void report(KubeVelaImport.Outcome outcome, List<Finding> unreadable) {
        List<Verdict> verdicts = outcome.verdicts();
        long taken = verdicts.stream().filter(Verdict::taken).count();
        if (format == Format.json) {
            ObjectNode json =
                    JsonNodeFactory.instance.objectNode().put("taken", taken).put("notTaken", verdicts.size() - taken);
            ArrayNode objects = json.putArray("objects");
            verdicts.forEach(verdict -> objects.add(verdict.json()));
            ArrayNode faults = json.putArray("unreadable");
            unreadable.forEach(finding -> faults.add(finding.toString()));
            terminal.out().println(json.toPrettyString());
            return;
        }
        section("taken as it is", verdicts.stream().filter(Verdict::taken).toList());
        section(
                "not taken",
                verdicts.stream().filter(verdict -> !verdict.taken()).toList());
        unreadable.forEach(terminal.out()::println);
        terminal.out().printf("%d of %d objects taken%n", taken, verdicts.size());
    }

    private void section(String heading, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        terminal.out().println(heading + ":");
        for (Verdict verdict : verdicts) {
            terminal.out().println("  " + verdict.called() + " (" + verdict.file() + ")");
            verdict.reasons().forEach(reason -> terminal.out().println("    " + reason));
            verdict.notes().forEach(note -> terminal.out().println("    note: " + note));
        }
    }
}
