// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in an artifact for values that only the spoke knows. */
class SubstitutionTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String DATABASE = """
            components:
            - name: db
              type: k8s-objects
              definitionOutputRefs:
              - {name: host, pathRef: {apiVersion: v1, kind: Service, path: .metadata.name}}
              - {name: port, type: integer, pathRef: {apiVersion: v1, kind: Service, path: ".spec.ports[0].port"}}
              - {name: labels, type: jsonRaw, pathRef: {apiVersion: v1, kind: Service, path: .metadata.labels}}
              - {name: password, pathRef: {apiVersion: v1, kind: Secret, path: .data.password}}
            - name: web
              type: k8s-objects
              deploymentPriority: 10
              properties:
                uses: ['{{ spoke ".def.db.host" }}', '{{ spoke ".def.db.port" }}', '{{ spoke ".def.db.labels" }}',
                  '{{ spoke ".def.db.password" }}', '{{ .var.token }}']
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{{ spoke ".def.db.host" }}`            | `${paddock_quote}${def_db_host}${paddock_quote}`
            `{{ spoke ".def.db.port" }}`            | `${def_db_port}`
            `{{ spoke ".def.db.labels" }}`          | `${json_def_db_labels}`
            `tcp://{{ spoke ".def.db.host" }}:{{ spoke ".def.db.port" }}` | `${paddock_quote}tcp\\u003a//${def_db_host}\\u003a${def_db_port}${paddock_quote}`
            `{{ spoke ".def.db.host" }} # "no" $x`  | `${paddock_quote}${def_db_host}\\u0020\\u0023\\u0020\\u0022no\\u0022\\u0020\\u0024x${paddock_quote}`
            `plain $HOME`                           | `plain $HOME`
            `${HOME} and $$(X) and $$`              | `$${HOME} and $$$$(X) and $$$$`
            `{{ .Values.x }}`                       | `{{ .Values.x }}`
            """)
    void aTextOfAFolderWithValues(String given, String expected) {
        Rendering rendering = rendered("kind: ConfigMap", "data: {x: '" + given.replace("'", "''") + "'}");

        assertThat(rendering.errors()).isEmpty();
        assertThat(value(rendering, "/data/x")).isEqualTo(expected.replace("\\\\", "\\"));
    }

    @Test
    void aFolderWithoutValuesStaysAsItIs() {
        RenderedObject object = object("db", 0, "kind: ConfigMap", "data: {x: '${HOME} $$'}");

        Rendering rendering = Substitution.in(rendering(object), "app", "spec.workload");

        assertThat(value(rendering, "/data/x")).isEqualTo("${HOME} $$");
    }

    @Test
    void aSecretsValueGetsIntoSecrets() {
        Rendering rendering = rendered("kind: Secret", """
                data: {a: '{{ .var.token }}'}
                stringData: {b: '{{ .var.token }}', c: 'x={{ spoke ".def.db.password" }}'}
                """);

        assertThat(rendering.errors()).isEmpty();
        assertThat(value(rendering, "/data/a")).isEqualTo("${paddock_quote}${b64_var_token}${paddock_quote}");
        assertThat(value(rendering, "/stringData/b")).isEqualTo("${paddock_quote}${var_token}${paddock_quote}");
        assertThat(value(rendering, "/stringData/c")).isEqualTo("${paddock_quote}x=${def_db_password}${paddock_quote}");
    }

    @Test
    void aSecretsValueGetsIntoAnEnvironmentByReferenceAndAChangeRollsThePods() {
        Rendering rendering = rendered("kind: Deployment", """
                spec: {template: {spec: {containers: [{name: a, env: [{name: T, value: '{{ .var.token }}'},
                  {name: P, value: '{{ spoke ".def.db.password" }}'}, {name: H, value: '{{ spoke ".def.db.host" }}'}]}]}}}
                """);

        assertThat(rendering.errors()).isEmpty();
        JsonNode template = rendering.nodes().getFirst().at("/spec/template");
        assertThat(template.at("/spec/containers/0/env/0").toString())
                .isEqualTo(
                        "{\"name\":\"T\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"paddock-outputs-app\",\"key\":\"raw_var_token\"}}}");
        assertThat(template.at("/spec/containers/0/env/1/valueFrom/secretKeyRef/key")
                        .asText())
                .isEqualTo("raw_def_db_password");
        assertThat(template.at("/spec/containers/0/env/2/value").asText())
                .isEqualTo("${paddock_quote}${def_db_host}${paddock_quote}");
        assertThat(template.at("/metadata/annotations").toString())
                .isEqualTo("{\"palette.ai/secret-version\":\"${paddock_quote}${version_def_db_password}."
                        + "${version_var_token}${paddock_quote}\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ConfigMap  | `data: {x: '{{ .var.token }}'}`                                     | data.x                    | token
            ConfigMap  | `data: {x: 'a {{ spoke ".def.db.password" }}'}`                     | data.x                    | .def.db.password
            Secret     | `stringData: {x: 'a{{ .var.token }}'}`                              | stringData.x              | token
            Secret     | `metadata: {annotations: {x: '{{ .var.token }}'}}`                  | metadata.annotations.x    | token
            Pod        | `spec: {containers: [{env: [{value: 'a{{ .var.token }}'}]}]}`       | spec.containers[0].env[0].value | token
            Pod        | `spec: {containers: [{args: ['{{ .var.token }}']}]}`                | spec.containers[0].args[0] | token
            """)
    void elsewhereASecretsValueIsRefused(String kind, String fields, String at, String name) {
        Rendering rendering = rendered("kind: " + kind, fields);

        assertThat(rendering.errors())
                .hasToString("[objects[0]: Forbidden: PL021: " + kind + " x: " + at + " reads \"" + name
                        + "\" from a Secret, which may only be all of a value in a Secret's data or stringData or of a"
                        + " container's env[].value]");
    }

    @Test
    void aMacroThatNoPropertyHoldsIsNobodysToPutIn() {
        RenderedObject object = object("db", 0, "kind: ConfigMap", "data: {x: '{{ spoke \".def.db.host\" }}'}");

        assertThat(Substitution.in(rendering(object), "app", "spec.workload").errors())
                .extracting(FieldError::toString)
                .containsExactly(
                        "objects[0]: Forbidden: ConfigMap x: data.x holds a macro that no property of the component does");
    }

    @Test
    void outputsThatDifferOnlyInHyphensAndUnderscoresAreOneVariable() {
        WorkloadTemplate template = template("""
                objectOutputRefs:
                - {name: a-b, pathRef: {apiVersion: v1, kind: ConfigMap, name: x, path: .data.x}}
                - {name: a_b, pathRef: {apiVersion: v1, kind: ConfigMap, name: x, path: .data.x}}
                - {name: "a b", pathRef: {apiVersion: v1, kind: ConfigMap, name: x, path: .data.x}}
                """);

        assertThat(LocalOutputs.of("w", template).faults("w", template))
                .extracting(FieldError::toString)
                .containsExactly(
                        "w.objectOutputRefs[2].name: Invalid value: \"a b\": must be letters, digits, - and _, and begin and end"
                                + " with a letter or digit",
                        "w.objectOutputRefs[1].name: Duplicate value: \"a_b\": differs from \"a-b\" only in - and _");
    }

    private static Rendering rendered(String kind, String fields) {
        return Substitution.in(rendering(object("web", 10, kind, fields)), "app", "spec.workload");
    }

    private static Rendering rendering(RenderedObject object) {
        return new Rendering(List.of(object), template(DATABASE), Set.of(), Set.of(), List.of(), List.of(), List.of());
    }

    private static RenderedObject object(String component, int priority, String kind, String fields) {
        ObjectNode node = (ObjectNode) read(fields);
        node.put("apiVersion", "v1").put("kind", kind.substring("kind: ".length()));
        node.withObject("/metadata").put("name", "x");
        return new RenderedObject(component, priority, "objects[0]", true, node);
    }

    private static String value(Rendering rendering, String pointer) {
        return rendering.nodes().getFirst().at(pointer).asText();
    }

    private static WorkloadTemplate template(String yaml) {
        return new ObjectMapper().convertValue(read(yaml), WorkloadTemplate.class);
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
