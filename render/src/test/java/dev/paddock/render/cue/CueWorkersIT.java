// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine.Question;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.render.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What templates may not do, with the real worker; and that a render beside them does not notice. */
class CueWorkersIT {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(2, Duration.ofSeconds(3), 256, 4, 4, 50, Duration.ofSeconds(60));

    /** Far more steps than anybody waits for, in little memory. */
    private static final String LOOP = """
            _ten: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
            output: {
              n: len([for a in _ten for b in _ten for c in _ten for d in _ten for e in _ten for f in _ten for g in _ten
                for h in _ten for i in _ten for j in _ten if a+b+c+d+e+f+g+h+i+j < 0 {a}])
            }
            """;

    private static final String ALLOCATE = """
            import "strings"
            _a: strings.Repeat("0123456789abcdef", 16777216)
            _b: strings.Repeat(_a, 16)
            output: {n: len(_b)}
            """;

    /** 1 GiB if it were let. */
    private static final String PRINT = """
            import ("strings", "list")
            _text: strings.Repeat("0123456789abcdef", 4096)
            output: {lines: list.Repeat([_text], 16384)}
            """;

    private static final String GREETING = "output: {text: \"hello \\(parameter.name)\"}\nparameter: name: string";

    private static CueWorkers workers;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        workers = new CueWorkers(Workers::command, LIMITS);
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        workers.close();
    }

    @Test
    void aTemplateThatLoopsIsEndedWhileOthersAreRendered() throws Exception {
        assertThat(refusedWhileOthersAreRendered(LOOP)).contains("took longer than 3 s", "also when tried again");
    }

    @Test
    void aTemplateThatAllocatesWithoutEndIsEndedWhileOthersAreRendered() throws Exception {
        assertThat(refusedWhileOthersAreRendered(ALLOCATE)).contains("took more than 256 MiB of memory");
    }

    @Test
    void aTemplateWithAResultOfAGibibyteIsEndedWhileOthersAreRendered() throws Exception {
        assertThat(refusedWhileOthersAreRendered(PRINT)).containsAnyOf("more than 256 MiB of memory", "at most 4 are");
    }

    @Test
    void aResultBeyondTheLimitIsRefusedWithItsSize() {
        String template = "import \"strings\"\noutput: {text: strings.Repeat(\"x\", 6000000)}";
        assertThat(refused(template)).contains("the result has 5 MiB, at most 4 are allowed");
    }

    @Test
    void aWorkerThatPrintsWithoutEndIsReplaced() {
        List<String> floods = List.of("sh", "-c", "exec head -c 1073741824 /dev/zero");
        try (CueWorkers flooded = new CueWorkers(() -> floods, LIMITS)) {
            assertThat(refusal(flooded.evaluate(question(GREETING)))).contains("larger than 4 MiB");
            assertThat(flooded.pids()).isEmpty();
        }
    }

    @Test
    void aQuestionIsAskedOnceMoreWhenAWorkerDiesUnderIt() throws Exception {
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("sh", "-c", "read line; exit 1"));
        commands.add(Workers.command());
        try (CueWorkers replaced = new CueWorkers(commands::removeFirst, LIMITS)) {
            assertThat(replaced.evaluate(question(GREETING))).isInstanceOf(Evaluation.Rendered.class);
        }
    }

    @Test
    void moreObjectsThanAllowedAreRefused() {
        String template =
                "output: {}\noutputs: {for i in [1,2,3,4,5,6] for j in [1,2,3,4,5,6,7,8,9] {\"o\\(i)-\\(j)\": {}}}";
        assertThat(refused(template)).contains("makes 55 objects, at most 50 are allowed");
    }

    @Test
    void templatesImportNothingButTheStandardLibrary() {
        assertThat(refused("import \"tool/exec\"\noutput: {}")).contains("1:8: import \"tool/exec\" is not available");
        assertThat(refused("import \"example.com/x\"\noutput: {}")).contains("1:8: import \"example.com/x\"");
    }

    @Test
    void faultsOfATemplateHaveLineAndColumn() {
        assertThat(refused("output: {\n  a: 1\n  a: 2\n}")).contains("3:6: output.a: conflicting values");
        assertThat(refused("output: {\n  a:\n}")).startsWith("3:1:");
        assertThat(workers.check("output: {a: nope}"))
                .extracting(TemplateProblem::place)
                .containsExactly("1:13");
    }

    private static String refusedWhileOthersAreRendered(String template) throws Exception {
        CompletableFuture<String> bad = CompletableFuture.supplyAsync(() -> refused(template), threads);
        int beside = 0;
        while (!bad.isDone()) {
            assertThat(workers.evaluate(question(GREETING))).isInstanceOf(Evaluation.Rendered.class);
            beside++;
        }
        assertThat(beside).isPositive();
        // Whoever comes next finds a worker in the place of the one that was ended.
        assertThat(workers.evaluate(question(GREETING))).isInstanceOf(Evaluation.Rendered.class);
        return bad.get(1, TimeUnit.MINUTES);
    }

    private static String refused(String template) {
        return refusal(workers.evaluate(question(template)));
    }

    private static String refusal(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Refused.class);
        return String.join(
                "\n",
                ((Evaluation.Refused) evaluation)
                        .problems().stream().map(TemplateProblem::toString).toList());
    }

    private static Question question(String template) {
        ObjectNode parameter = JsonNodeFactory.instance.objectNode().put("name", "x");
        return new Question(new Definition.Schematic.Cue(template), parameter, JsonNodeFactory.instance.objectNode());
    }
}
