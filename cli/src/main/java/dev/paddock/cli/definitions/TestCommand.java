// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.core.definition.EngineOfLanguage;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that stand beside definitions. */
@Command(
        name = "test",
        description = {
            "Render the tests beside definitions and compare. DIR holds the definitions; each folder of DIR/tests is a"
                    + " test:",
            "in.yaml is an Application, or in short component, name, properties, traits and context;",
            "out.yaml holds the objects it must come to, or error.txt the errors, one in each line."
        })
public final class TestCommand implements Callable<Integer> {
    private static final String TESTS = "tests";

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The directory with the definitions and the folder tests.")
    private String directory = "";

    @Option(
            names = "--update",
            description = "Write what comes out now as what is expected; read the change before you keep it.")
    private boolean update;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Lines, or one JSON object (${DEFAULT-VALUE}).")
    private VetCommand.Format format = VetCommand.Format.text;

    public TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DefinitionFiles files = DefinitionFiles.read(List.of(directory), terminal);
        List<DefinitionCase> cases = cases();
        return new TemplateWorkers(terminal).use(workers -> {
            TemplateEngine engine =
                    new EngineOfLanguage(workers, new CelEngine(CelLimits.standard(), System::nanoTime));
            DefinitionVet.Vetted vetted = new DefinitionVet(workers, new BuiltInDefinitions().read()).vet(files);
            if (!vetted.sound()) {
                vetted.faults().forEach(terminal.err()::println);
                throw new CliException(ExitCode.USAGE, "nothing was tested", "correct what is listed above");
            }
            Map<String, CaseResult> results = new TreeMap<>();
            cases.forEach(each -> results.put(each.name(), each.run(engine, vetted.definitions(), update, terminal)));
            return report(results);
        });
    }

    private List<DefinitionCase> cases() {
        Path tests = terminal.directory().resolve(directory).resolve(TESTS);
        if (!Files.isDirectory(tests)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "there is no folder " + TESTS + " in " + directory,
                    "make " + TESTS + "/NAME/" + CaseInput.FILE);
        }
        try (Stream<Path> folders = Files.list(tests)) {
            List<Path> all = folders.filter(Files::isDirectory).sorted().toList();
            for (Path folder : all) {
                if (!CaseInput.isIn(folder)) {
                    throw new CliException(ExitCode.USAGE, folder + " holds no " + CaseInput.FILE, null);
                }
            }
            if (all.isEmpty()) {
                throw new CliException(
                        ExitCode.USAGE, tests + " holds no test", "make a folder with " + CaseInput.FILE);
            }
            return all.stream().map(DefinitionCase::new).toList();
        } catch (IOException failure) {
            throw new CliException(ExitCode.ERROR, "cannot read " + tests + ": " + failure.getMessage(), null, failure);
        }
    }

    private int report(Map<String, CaseResult> results) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("tests");
        StringBuilder text = new StringBuilder();
        int failed = 0;
        for (Map.Entry<String, CaseResult> each : results.entrySet()) {
            ObjectNode one = list.addObject().put("name", each.getKey());
            switch (each.getValue()) {
                case CaseResult.Passed ignored -> {
                    one.put("result", "passed");
                    text.append("ok      ").append(each.getKey()).append('\n');
                }
                case CaseResult.Updated ignored -> {
                    one.put("result", "updated");
                    text.append("updated ").append(each.getKey()).append('\n');
                }
                case CaseResult.Failed(List<String> differences) -> {
                    failed++;
                    one.put("result", "failed");
                    ArrayNode lines = one.putArray("differences");
                    differences.forEach(lines::add);
                    text.append("FAILED  ").append(each.getKey()).append('\n');
                    differences.forEach(line -> text.append("    ").append(line).append('\n'));
                }
            }
        }
        text.append("%d %s, %d failed%n".formatted(results.size(), results.size() == 1 ? "test" : "tests", failed));
        terminal.out().print(format == VetCommand.Format.json ? json.toPrettyString() + "\n" : text);
        return (failed == 0 ? ExitCode.OK : ExitCode.ERROR).code();
    }
}
