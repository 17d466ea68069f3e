// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine.Question;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import dev.paddock.render.Yaml;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelEngineTest {

    private static final CelLimits LIMITS = new CelLimits(Duration.ofSeconds(5), 2_000_000, 50, 100_000, 5_000, 1, 4);

    private static final String NOTEBOOK = """
            parameters:
              type: object
              required: [image]
              additionalProperties: false
              properties:
                image: {type: string, minLength: 1}
                gpus: {type: integer, minimum: 0, maximum: 8, default: 0}
                size: {type: string, enum: [small, large], default: small}
                ratio: {type: number}
                volumes: {type: array, items: {type: object, properties: {name: {type: string}, path: {type: string}}}}
            resources:
            - id: service
              template:
                apiVersion: v1
                kind: Service
                metadata: {name: '${output.metadata.name}'}
                spec: {ports: [{port: 80}]}
            - id: output
              readyWhen: ['${self.status.phase == "Running"}']
              template:
                apiVersion: v1
                kind: Pod
                metadata: {name: '${context.name}', annotations: {note: 'for ${context.name}: ${parameter.gpus} $${literal}'}}
                spec:
                  containers:
                  - name: notebook
                    image: '${parameter.image}'
                    resources: {limits: {nvidia.com/gpu: '${parameter.gpus > 0 ? string(parameter.gpus) : omit()}'}}
                  priority: '${parameter.gpus * 100}'
            """;

    private final CelEngine engine = new CelEngine(LIMITS, System::nanoTime);

    @Test
    void aScalarThatIsOneExpressionKeepsItsTypeAndTextIsJoined() throws IOException {
        Evaluation.Rendered rendered = rendered(NOTEBOOK, "{image: 'x:1', gpus: 2}");
        JsonNode pod = rendered.output().orElseThrow().json();
        assertThat(pod.at("/metadata/name").asText()).isEqualTo("nb");
        assertThat(pod.at("/metadata/annotations/note").asText()).isEqualTo("for nb: 2 ${literal}");
        assertThat(pod.at("/spec/priority").isInt()).isTrue();
        assertThat(pod.at("/spec/priority").asInt()).isEqualTo(200);
        assertThat(pod.at("/spec/containers/0/resources/limits/nvidia.com~1gpu").textValue())
                .isEqualTo("2");
        assertThat(Objects.requireNonNull(rendered.outputs().get("service"))
                        .json()
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("nb");
    }

    @Test
    void omitLeavesTheFieldOut() throws IOException {
        JsonNode pod = rendered(NOTEBOOK, "{image: x}").output().orElseThrow().json();
        assertThat(pod.at("/spec/containers/0/resources/limits").isObject()).isTrue();
        assertThat(pod.at("/spec/containers/0/resources/limits").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | parameter.image: must be a string",
                "{image: 1}                      | parameter.image: must be a string",
                "{image: ''}                     | parameter.image: must have at least 1 characters",
                "{image: x, gpus: 9}             | parameter.gpus: must be at most 8",
                "{image: x, gpus: 1.5}           | parameter.gpus: must be an integer",
                "{image: x, size: huge}          | parameter.size: must be \"small\" or \"large\"",
                "{image: x, gpuz: 1}             | parameter.gpuz: unknown property (did you mean \"gpus\"?)",
                "{image: x, volumes: [{path: 1}]} | parameter.volumes.0.path: must be a string",
            })
    void aParameterThatDoesNotFitIsNamedWithItsPath(String parameter, String problem) throws IOException {
        assertThat(refusal(NOTEBOOK, parameter)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameter.imag | 1:10 | undefined field 'imag'",
                "parameter.gpus + 'x' | 1:16 | found no matching overload for '_+_' applied to '(int, string)'",
                "nope | 1:1 | undeclared reference to 'nope'",
                "1 + | 1:5 | ERROR",
                "service.status.phase | 1:1 | the status of service is not known when it is rendered",
            })
    void anExpressionIsCheckedWhenItIsWritten(String expression, String place, String message) throws IOException {
        String written = NOTEBOOK.replace("${parameter.gpus * 100}", "${%s}".formatted(expression.replace("'", "''")));
        List<TemplateProblem> problems = check(Definition.Kind.COMPONENT, written);
        assertThat(problems).isNotEmpty();
        TemplateProblem problem = problems.getFirst();
        assertThat(problem.path()).isEqualTo("resources[1].template.spec.priority");
        if (!message.equals("ERROR")) {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.message()).startsWith(message);
        }
    }

    @Test
    void placesCountLinesInsideAnExpression() throws IOException {
        String written = NOTEBOOK.replace("'${parameter.gpus * 100}'", "\"${parameter.gpus\\n  + parameter.nope}\"");
        assertThat(check(Definition.Kind.COMPONENT, written))
                .extracting(TemplateProblem::place)
                .containsExactly("2:14");
    }

    @Test
    void aSoundSchematicHasNoProblems() throws IOException {
        assertThat(check(Definition.Kind.COMPONENT, NOTEBOOK)).isEmpty();
    }

    @Test
    void aCircleOfReferencesIsNamed() throws IOException {
        String circle = """
                resources:
                - {id: output, template: {apiVersion: v1, kind: A, x: '${b.x}'}}
                - {id: b, template: {apiVersion: v1, kind: B, x: '${c.x}'}}
                - {id: c, template: {apiVersion: v1, kind: C, x: '${output.x}'}}
                """;
        assertThat(check(Definition.Kind.COMPONENT, circle))
                .extracting(TemplateProblem::message)
                .containsExactly("cycle output -> b -> c -> output");
    }

    @Test
    void everyFaultOfAShapeIsNamed() throws IOException {
        String bad = """
                parameters: {type: object, properties: {a: {type: strin, oneOf: []}}}
                """;
        assertThat(check(Definition.Kind.COMPONENT, bad))
                .extracting(TemplateProblem::path)
                .contains("parameters.properties.a.oneOf", "parameters.properties.a.type");
        String shape = """
                resources:
                - {id: self, template: {apiVersion: v1, kind: A}}
                - {id: a-b, template: {apiVersion: v1, kind: A}}
                - {id: ok, template: {kind: A}, when: ['${true}']}
                - {id: output, includeWhen: ['${true}'], template: {apiVersion: v1, kind: A, '${context.name}': 1, b: '${1'}}
                - {id: cond, includeWhen: ['${1}', 'true'], template: {apiVersion: v1, kind: A}}
                patch: {a: 1}
                """;
        assertThat(check(Definition.Kind.COMPONENT, shape))
                .extracting(TemplateProblem::path)
                .contains(
                        "resources[0].id",
                        "resources[1].id",
                        "resources[2].when",
                        "resources[2].template",
                        "resources[3]",
                        "resources[3].template",
                        "resources[3].template.b",
                        "resources[4].includeWhen[0]",
                        "resources[4].includeWhen[1]",
                        "patch");
    }

    @Test
    void forEachMakesOneObjectForEachCombinationAndIncludeWhenLeavesOut() throws IOException {
        String many = """
                parameters: {type: object, properties: {names: {type: array, items: {type: string}}, extra: {type: boolean, default: false}}}
                resources:
                - id: output
                  template: {apiVersion: v1, kind: A, count: '${claims.size()}', first: '${claims[0].metadata.name}', extra: '${extra == null}'}
                - id: claims
                  forEach: [{name: who, in: '${parameter.names}'}, {name: size, in: [1, 2]}]
                  template: {apiVersion: v1, kind: B, metadata: {name: '${who}-${size}'}}
                - id: extra
                  includeWhen: ['${parameter.extra}']
                  template: {apiVersion: v1, kind: C}
                """;
        assertThat(check(Definition.Kind.COMPONENT, many)).isEmpty();
        Evaluation.Rendered rendered = rendered(many, "{names: [a, b]}");
        assertThat(rendered.outputs().keySet())
                .containsExactlyInAnyOrder("claims-0", "claims-1", "claims-2", "claims-3");
        JsonNode main = rendered.output().orElseThrow().json();
        assertThat(main.path("count").asInt()).isEqualTo(4);
        assertThat(main.path("first").asText()).isEqualTo("a-1");
        assertThat(main.path("extra").asBoolean()).isTrue();
        assertThat(rendered(many, "{names: [], extra: true}".replace("[]", "[z]"))
                        .outputs())
                .containsKey("extra");
    }

    @Test
    void readyWhenSeesTheObjectAsItIsInTheCluster() throws IOException {
        ObjectNode context = Yaml.object("{output: {status: {phase: Running}}, outputs: {}}");
        Definition.Schematic.Cel cel = cel(NOTEBOOK);
        ObjectNode parameter = Yaml.object("{image: x}");
        assertThat(engine.status(cel, parameter, context).healthy()).contains(true);
        ObjectNode starting = Yaml.object("{output: {status: {phase: Pending}}}");
        assertThat(engine.status(cel, parameter, starting).healthy()).contains(false);
        ObjectNode silent = Yaml.object("{output: {kind: Pod}}");
        assertThat(engine.status(cel, parameter, silent).healthy()).contains(false);
    }

    @Test
    void aTraitMergesAsKubernetesDoes() throws IOException {
        String tier = """
                parameters: {type: object, properties: {tier: {type: string, enum: [silver, gold], default: silver}}}
                patch:
                  spec:
                    template:
                      spec:
                        priorityClassName: '${parameter.tier}'
                        containers: [{name: '${context.name}', env: [{name: TIER, value: '${parameter.tier}'}]}]
                """;
        assertThat(check(Definition.Kind.TRAIT, tier)).isEmpty();
        Patch patch = rendered(tier, "{tier: gold}").patch().orElseThrow();
        ObjectNode base = Yaml.object("""
                spec: {template: {spec: {containers: [{name: side, image: s}, {name: nb, image: x, env: [{name: A, value: b}]}]}}}
                """);
        JsonNode merged =
                ((Patch.Outcome.Applied) patch.applyTo(Tree.of(base))).tree().json();
        assertThat(merged.at("/spec/template/spec/containers/1/env")).hasSize(2);
        assertThat(merged.at("/spec/template/spec/containers/1/image").asText()).isEqualTo("x");
        assertThat(merged.at("/spec/template/spec/priorityClassName").asText()).isEqualTo("gold");
    }

    @Test
    void aTraitMayWriteJsonPatches() throws IOException {
        String patches = """
                jsonPatches:
                - {op: replace, path: /spec/replicas, value: '${context.output.spec.replicas * 2}'}
                """;
        assertThat(check(Definition.Kind.TRAIT, patches)).isEmpty();
        ObjectNode base = Yaml.object("{spec: {replicas: 3}}");
        ObjectNode context = Yaml.object("{name: nb}");
        context.set("output", base);
        Evaluation evaluation = engine.evaluate(new Question(cel(patches), Yaml.object("{a: 1}"), context));
        Patch patch = ((Evaluation.Rendered) evaluation).patch().orElseThrow();
        JsonNode patched =
                ((Patch.Outcome.Applied) patch.applyTo(Tree.of(base))).tree().json();
        assertThat(patched.at("/spec/replicas").asInt()).isEqualTo(6);
    }

    @Test
    void whatAnEvaluationMayTakeIsBounded() throws IOException {
        Map<String, String> attacks = new TreeMap<>(Map.of(
                "lists.range(4000).map(x, lists.range(4000).map(y, x * y)).size()",
                "steps",
                "['0123456789']" + ".map(a, a + a)".repeat(40),
                "a text of more than 100000 characters",
                "[[1]]" + ".map(a, [a, a])".repeat(60),
                "steps",
                "lists.range(1000000000)",
                "a list or map of more than 5000 elements",
                "'" + "a".repeat(2000) + "'.replace('a', '" + "b".repeat(2000) + "')",
                "a text of more than",
                "lists.range(5000).map(x, '" + "a".repeat(300) + "')",
                "larger than 1 MiB",
                "regex.replace('" + "a".repeat(1000) + "', 'a', '" + "b".repeat(1000) + "')",
                "a text of more than"));
        for (Map.Entry<String, String> attack : attacks.entrySet()) {
            String written = "resources: [{id: output, template: {apiVersion: v1, kind: A, x: \"${"
                    + attack.getKey().replace("\\", "\\\\") + "}\"}}]";
            // On a busy machine time may be up before anything else is.
            assertThat(refusal(written, "{a: 1}"))
                    .as(attack.getKey().substring(0, 20))
                    .containsAnyOf(attack.getValue(), "took longer than 5 s");
        }
        String objects = """
                resources:
                - {id: output, template: {apiVersion: v1, kind: A}}
                - {id: b, forEach: [{name: i, in: '${lists.range(60)}'}], template: {apiVersion: v1, kind: A}}
                """;
        assertThat(refusal(objects, "{a: 1}")).contains("more than 50 objects");
    }

    @Test
    void timeIsBounded() throws IOException {
        long[] now = {0};
        CelEngine slow =
                new CelEngine(LIMITS, () -> now[0] += Duration.ofSeconds(2).toNanos());
        String written =
                "resources: [{id: output, template: {apiVersion: v1, kind: A, x: '${lists.range(900).map(x, x)}'}}]";
        Evaluation evaluation =
                slow.evaluate(new Question(cel(written), Yaml.object("{a: 1}"), Yaml.object("{name: nb}")));
        assertThat(words(evaluation)).contains("took longer than 5 s");
    }

    private static Definition.Schematic.Cel cel(String yaml) throws IOException {
        return new Definition.Schematic.Cel(Yaml.object(yaml).toString());
    }

    private List<TemplateProblem> check(Definition.Kind kind, String yaml) throws IOException {
        return engine.check(kind, cel(yaml));
    }

    private Evaluation evaluate(String yaml, String parameter) throws IOException {
        ObjectNode given = parameter.equals("{}") ? Yaml.object("{x: 1}").removeAll() : Yaml.object(parameter);
        return engine.evaluate(new Question(cel(yaml), given, Yaml.object("{name: nb, appName: lab}")));
    }

    private Evaluation.Rendered rendered(String yaml, String parameter) throws IOException {
        Evaluation evaluation = evaluate(yaml, parameter);
        if (evaluation instanceof Evaluation.Rendered rendered) {
            return rendered;
        }
        return fail(words(evaluation));
    }

    private String refusal(String yaml, String parameter) throws IOException {
        return words(evaluate(yaml, parameter));
    }

    private static String words(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Refused.class);
        return String.join(
                "\n",
                ((Evaluation.Refused) evaluation)
                        .problems().stream().map(TemplateProblem::toString).toList());
    }
}
