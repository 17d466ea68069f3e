// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableResolverTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE = "WorkloadProfile mural-system/clearml";
    private static final String SYSTEM = "mural-system/mural-variables";

    @Test
    void theDeploymentWinsOverEveryLevelAndAStrongerLevelOverAWeaker() {
        List<VariableLevel> levels = List.of(
                level(SYSTEM, declared("region", "string", "eu-1")),
                level(PROFILE, declared("region", "string", "us-1"), declared("size", "int32", "3")));

        assertThat(resolve(levels, Map.of()).values())
                .containsEntry("region", new ResolvedVariable.Plain(TextNode.valueOf("eu-1")))
                .containsEntry("size", new ResolvedVariable.Plain(IntNode.valueOf(3)));
        assertThat(resolve(levels, Map.of("region", TextNode.valueOf("ap-1"))).values())
                .containsEntry("region", new ResolvedVariable.Plain(TextNode.valueOf("ap-1")));
    }

    @Test
    void anUndeclaredNameIsNotFoundWithTheNearestOne() {
        VariableResolution resolution =
                resolve(List.of(level(PROFILE, declared("adminUser", "string", null))), Map.of("adminUsr", text("x")));

        assertThat(resolution.errors())
                .hasToString("[spec.variables.adminUsr: Not found: \"adminUsr\" (did you mean \"adminUser\"?)]");
    }

    @Test
    void aRequiredVariableThatNobodyGivesIsMissing() {
        VariableDeclaration required =
                new VariableDeclaration("adminUser", VariableType.STRING, null, null, true, false);

        assertThat(resolve(List.of(level(PROFILE, required)), Map.of()).errors())
                .hasToString("[spec.variables.adminUser: Required value]");
        assertThat(resolve(List.of(level(PROFILE, required)), Map.of("adminUser", text("a")))
                        .errors())
                .isEmpty();
    }

    @Test
    void anOptionalVariableThatNobodyGivesIsUnset() {
        VariableResolution resolution = resolve(List.of(level(PROFILE, declared("note", "string", null))), Map.of());

        assertThat(resolution.errors()).isEmpty();
        assertThat(resolution.values()).containsEntry("note", new ResolvedVariable.Unset());
    }

    @Test
    void aLockForbidsTheDeploymentAndEveryStrongerLevel() {
        VariableDeclaration locked =
                new VariableDeclaration("region", VariableType.STRING, text("eu-1"), null, false, true);

        assertThat(resolve(List.of(level(SYSTEM, locked)), Map.of("region", text("us-1")))
                        .errors())
                .hasToString("[spec.variables.region: Forbidden: locked by mural-system/mural-variables]");
        assertThat(resolve(
                                List.of(
                                        level("project-a/mural-variables", declared("region", "string", "x")),
                                        level(SYSTEM, locked)),
                                Map.of())
                        .errors())
                .hasToString(
                        "[spec.variables.region: Forbidden: set by project-a/mural-variables but locked by mural-system/mural-variables]");
    }

    @Test
    void twoLevelsMustAgreeOnTheType() {
        VariableResolution resolution = resolve(
                List.of(level(SYSTEM, declared("n", "int32", "1")), level(PROFILE, declared("n", "string", "a"))),
                Map.of());

        assertThat(resolution.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("spec.variables.n: Invalid value: \"string\"")
                        .contains(PROFILE)
                        .contains("(int32)"));
    }

    @Test
    void aSecretReferenceNamesTheSecretAndIsAString() throws Exception {
        JsonNode ref = JSON.readTree("{\"secretRef\": {\"name\": \"clearml-admin\", \"key\": \"password\"}}");

        assertThat(resolve(List.of(level(PROFILE, declared("p", "string", null))), Map.of("p", ref))
                        .values())
                .containsEntry(
                        "p", new ResolvedVariable.Secret(new SecretKey("project-a", "clearml-admin", "password")));
        assertThat(resolve(List.of(level(PROFILE, declared("p", "int32", null))), Map.of("p", ref))
                        .errors())
                .hasToString(
                        "[spec.variables.p.secretRef: Forbidden: a secret variable is a string, \"p\" is declared int32]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            string  | "a"         | true
            string  | 3           | false
            bool    | true        | true
            bool    | "true"      | false
            int32   | 2147483647  | true
            int32   | 2147483648  | false
            int32   | 3.0         | false
            int32   | "3"         | false
            int64   | 9223372036854775807 | true
            int64   | 9223372036854775808 | false
            float32 | 1e39        | false
            float32 | 1.5         | true
            float64 | 3           | true
            float64 | 1e309       | false
            """, quoteCharacter = '\'')
    void valuesAreCheckedAndNeverConverted(String type, String value, boolean accepted) throws Exception {
        JsonNode given = JSON.readTree(value);

        VariableResolution resolution = resolve(List.of(level(PROFILE, declared("v", type, null))), Map.of("v", given));

        assertThat(resolution.errors().isEmpty()).as("%s as %s", value, type).isEqualTo(accepted);
    }

    private static VariableResolution resolve(List<VariableLevel> levels, Map<String, JsonNode> given) {
        return VariableResolver.resolve("spec.variables", "project-a", levels, given, name -> true);
    }

    private static VariableLevel level(String source, VariableDeclaration... declarations) {
        return new VariableLevel(source, List.of(declarations));
    }

    private static VariableDeclaration declared(String name, String type, @Nullable String value) {
        VariableType parsed = VariableType.of(type).orElseThrow();
        JsonNode node = value == null
                ? null
                : parsed == VariableType.STRING ? TextNode.valueOf(value) : IntNode.valueOf(Integer.parseInt(value));
        return new VariableDeclaration(name, parsed, node, null, false, false);
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}
