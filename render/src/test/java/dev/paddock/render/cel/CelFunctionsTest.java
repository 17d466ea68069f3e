// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine.Question;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every extra function and library gives; the values are those of Kubernetes' documentation where it has the function. */
class CelFunctionsTest {

    private final CelEngine engine = new CelEngine(CelLimits.standard(), System::nanoTime);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "quantity('1Gi') | \"1Gi\"",
                "quantity('1024Mi') | \"1Gi\"",
                "quantity('0.5') | \"500m\"",
                "quantity('1500k') | \"1500k\"",
                "quantity('1Gi').add(quantity('1Gi')) | \"2Gi\"",
                "quantity('50k').add(20) | \"50020\"",
                "quantity('50k').sub(quantity('1k')) | \"49k\"",
                "quantity('200m').isLessThan(quantity('1')) | true",
                "quantity('200M').compareTo(quantity('0.2G')) | 0",
                "quantity('50M').isGreaterThan(quantity('100M')) | false",
                "quantity('3').asInteger() + 1 | 4",
                "quantity('1.5').isInteger() | false",
                "quantity('-2').sign() | -1",
                "quantity('500m').asApproximateFloat() | 0.5",
                "isQuantity('1.3Gi') | true",
                "isQuantity('200k') | true",
                "isQuantity('Three') | false",
                "string(quantity('2k')) | \"2k\"",
                "semver('1.10.3').minor() | 10",
                "semver('1.2.3').isLessThan(semver('1.10.0')) | true",
                "semver('1.0.0-alpha.2').compareTo(semver('1.0.0-alpha.10')) | -1",
                "semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1')) | true",
                "semver('v1.30', true).major() | 1",
                "isSemver('v1.0.0') | false",
                "url('https://h.example:8080/p?a=1&a=2').getPort() | \"8080\"",
                "url('https://h.example:8080/p?a=1').getHost() | \"h.example:8080\"",
                "url('https://h.example:8080/p').getHostname() | \"h.example\"",
                "url('https://h.example/p?a=1&a=2').getQuery() | {\"a\":[\"1\",\"2\"]}",
                "isURL('not a url') | false",
                "ip('10.0.0.1').family() | 4",
                "ip('::1').isLoopback() | true",
                "string(ip('0:0::1')) | \"::1\"",
                "isIP('10.0.0.256') | false",
                "ip.isCanonical('::ffff') | true",
                "ip('10.0.0.1').isGlobalUnicast() | true",
                "json.marshal({'a': [1, true, null]}) | \"{\\\"a\\\":[1,true,null]}\"",
                "json.unmarshal('{\"a\": 2}').a + 1 | 3",
                "hash.sha256('abc') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "'a,b'.split(',') | [\"a\",\"b\"]",
                "['a', 'b'].join('-') | \"a-b\"",
                "'banana'.replace('a', 'o', 2) | \"bonona\"",
                "'Abc'.lowerAscii().reverse() | \"cba\"",
                "[3, 1, 2].sort() | [1,2,3]",
                "[[1], [2, [3]]].flatten() | [1,2,[3]]",
                "lists.range(3) | [0,1,2]",
                "[1, 1, 2].distinct() | [1,2]",
                "sets.contains([1, 2, 3], [2]) | true",
                "math.greatest(1, 3, 2) | 3",
                "base64.encode(b'hi') | \"aGk=\"",
                "regex.replace('a1b2', '[0-9]', '#') | \"a#b#\"",
                "regex.replace('ab', '(a)(b)', '\\\\2\\\\1') | \"ba\"",
                "regex.extract('item-42', 'item-(\\\\d+)') | \"42\"",
                "regex.extractAll('a1b22', '[0-9]+') | [\"1\",\"22\"]",
                "{'a': 1}.transformMap(k, v, v + 1) | {\"a\":2}",
                "{'a': omit(), 'b': [1, omit()]} | {\"b\":[1]}",
                "2.0 * 3.0 | 6",
                "7.0 / 2.0 | 3.5",
                "duration('90s') | \"90s\"",
                "timestamp('2026-01-02T03:04:05Z') | \"2026-01-02T03:04:05Z\"",
                "context.?nothing | ",
                "context.?nothing.orValue('x') | \"x\"",
            })
    void gives(String expression, String json) {
        assertThat(value(expression)).isEqualTo(json == null ? "" : json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantity(\"Three\").add(1) | 1:9: resources[0].template.x: \"Three\" is no quantity, such as 500m or 2Gi",
                "semver(\"1\").major() | 1:7: resources[0].template.x: \"1\" is no version of semver.org, such as 1.2.3",
                "context.nope.deeper | key 'nope' is not present in map",
                "1 / 0 | 1:3: resources[0].template.x: / by zero",
            })
    void saysWhatWentWrong(String expression, String message) {
        assertThat(value(expression)).contains(message);
    }

    private String value(String expression) {
        ObjectNode schematic = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = schematic.putArray("resources").addObject().put("id", "output");
        resource.putObject("template").put("apiVersion", "v1").put("kind", "A").put("x", "${" + expression + "}");
        ObjectNode context = JsonNodeFactory.instance.objectNode().put("name", "nb");
        Definition.Schematic.Cel cel = new Definition.Schematic.Cel(schematic.toString());
        assertThat(engine.check(Definition.Kind.COMPONENT, cel)).as(expression).isEqualTo(List.of());
        return switch (engine.evaluate(new Question(cel, JsonNodeFactory.instance.objectNode(), context))) {
            case Evaluation.Rendered rendered -> {
                var x = rendered.output().orElseThrow().json().path("x");
                yield x.isMissingNode() ? "" : x.toString();
            }
            case Evaluation.Refused refused -> refused.problems().getFirst().toString();
        };
    }
}
