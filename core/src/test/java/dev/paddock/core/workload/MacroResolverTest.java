// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.HubOutput;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.output.OutputPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroResolverTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MacroResolver resolver = new MacroResolver(
            Map.of(
                    "user", new ResolvedVariable.Plain(TextNode.valueOf("ml-lead")),
                    "port", new ResolvedVariable.Plain(IntNode.valueOf(8080)),
                    "debug", new ResolvedVariable.Plain(BooleanNode.TRUE),
                    "note", new ResolvedVariable.Unset(),
                    "sly", new ResolvedVariable.Plain(TextNode.valueOf("{{ .var.password }}")),
                    "password", new ResolvedVariable.Secret(new SecretKey("project-a", "admin", "pw"))),
            new SystemOutputs(Map.of(
                    SystemOutput.DEPLOYMENT, TextNode.valueOf("clearml"),
                    SystemOutput.CLUSTER_NAME, TextNode.valueOf("spoke-1"),
                    SystemOutput.CLUSTER_NAMES,
                            JsonNodeFactory.instance.arrayNode().add("spoke-1"),
                    SystemOutput.CLUSTER_COUNT, IntNode.valueOf(1))),
            new HubOutputs(
                    Map.of(
                            path(".deploy.project-a.db.def.server.port"),
                                    new HubOutput.Known(IntNode.valueOf(5432), false),
                            path(".deploy.project-b.db.def.server.port"), new HubOutput.Refused("it is not shared")),
                    List.of()));

    private static OutputPath path(String text) {
        return OutputPath.parse(text).orElseThrow();
    }

    @Test
    void anOutputOfAnotherDeploymentIsItsValueOrTheReasonWhyNot() {
        assertThat(resolve("{{ hub \".deploy.project-a.db.def.server.port\" }}"))
                .isEqualTo(IntNode.valueOf(5432));
        assertThat(resolve("db:{{ hub \".deploy.project-a.db.def.server.port\" }}"))
                .isEqualTo(TextNode.valueOf("db:5432"));
        assertThat(resolver.errors()).isEmpty();
        resolve("{{ hub \".deploy.project-b.db.def.server.port\" }}");
        assertThat(resolver.errors()).extracting(Object::toString).containsExactly("p: Forbidden: it is not shared");
    }

    @Test
    void aScalarThatIsOneMacroTakesTheMacrosType() {
        assertThat(resolve("{{ .var.port }}")).isEqualTo(IntNode.valueOf(8080));
        assertThat(resolve("{{.var.debug}}")).isEqualTo(BooleanNode.TRUE);
        assertThat(resolve("{{ hub \".sys.clusterCount\" }}")).isEqualTo(IntNode.valueOf(1));
        assertThat(resolve("{{ hub \".sys.clusterNames\" }}").isArray()).isTrue();
        assertThat(resolver.errors()).isEmpty();
    }

    @Test
    void insideLongerTextAMacroIsWrittenOut() {
        assertThat(resolve("http://{{ .var.user }}:{{ .var.port }}/{{ hub \".sys.deployment\" }}"))
                .isEqualTo(TextNode.valueOf("http://ml-lead:8080/clearml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "{{ .Values.image }}",
                "{{ .variables.x }}",
                "{{ include \"chart.name\" . }}",
                "{{ spokes }}",
                "{{ if .var }}x",
                "a {{ b"
            })
    void othersTemplatesAreLeftAlone(String text) {
        assertThat(resolve(text)).isEqualTo(TextNode.valueOf(text));
        assertThat(resolver.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ .var }}",
                "{{ .var.a b }}",
                "{{ hub .sys.x }}",
                "{{ hub \".foo\" }}",
                "{{ spoke }}",
                "{{ .var.user"
            })
    void whatBeginsLikeOursAndIsNoneIsAnError(String text) {
        resolve(text);

        assertThat(resolver.errors())
                .singleElement()
                .extracting(FieldError::type)
                .isEqualTo(FieldError.Type.INVALID);
    }

    @Test
    void whatIsUnknownIsNamedWithTheNearestName() {
        resolve("{{ .var.usr }}");
        resolve("{{ hub \".sys.deploymnt\" }}");

        assertThat(resolver.errors())
                .extracting(FieldError::toString)
                .containsExactly(
                        "p: Not found: \".var.usr\" (did you mean \".var.user\"?)",
                        "p: Not found: \".sys.deploymnt\" (did you mean \".sys.deployment\"?)");
    }

    @Test
    void aVariableWithoutAValueIsAnErrorWhereItIsUsed() {
        resolve("{{ .var.note }}");

        assertThat(resolver.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .startsWith("p: Required value: variable \"note\" has no value here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ spoke \".def.db.host\" }}", "{{ .var.password }}", "pw={{ .var.password }}"})
    void whatOnlyTheSpokeMayKnowStaysTheTextItIs(String text) {
        assertThat(resolve(text)).isEqualTo(TextNode.valueOf(text));
        assertThat(resolver.errors()).isEmpty();
    }

    @Test
    void whatTheHubKnowsIsReplacedBesideWhatItDoesNot() {
        assertThat(resolve("{{ .var.user }}@{{ spoke \".def.db.host\" }}:{{ .var.port }}"))
                .isEqualTo(TextNode.valueOf("ml-lead@{{ spoke \".def.db.host\" }}:8080"));
    }

    @Test
    void aMacroInAValueIsNoMacro() {
        resolve("{{ .var.sly }}");

        assertThat(resolver.errors())
                .hasToString("[p: Forbidden: the value of .var.sly holds a macro; only properties may]");
    }

    @Test
    void whatWasReadOfTheClusterIsRemembered() {
        resolve("{{ hub \".sys.deployment\" }}");
        assertThat(resolver.clusterReads()).isEmpty();

        resolve("{{ hub \".sys.clusterName\" }}");
        assertThat(resolver.clusterReads()).containsExactly(SystemOutput.CLUSTER_NAME);
    }

    @Test
    void errorsCarryThePathDownToTheElement() throws Exception {
        JsonNode tree =
                JSON.readTree("{\"env\": [{\"name\": \"A\", \"value\": \"{{ .var.nope }}\"}], \"n\": 1, \"x\": null}");

        JsonNode resolved = resolver.resolve("spec.properties", tree);

        assertThat(resolver.errors()).extracting(FieldError::path).isEqualTo(List.of("spec.properties.env[0].value"));
        assertThat(resolved.path("n").intValue()).isEqualTo(1);
        assertThat(resolved.path("x").isNull()).isTrue();
    }

    private JsonNode resolve(String text) {
        return resolver.resolve("p", TextNode.valueOf(text));
    }
}
