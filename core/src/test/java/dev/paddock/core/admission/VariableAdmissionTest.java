// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of variables, as a table: what is sent to a hub whose sets declare some, and all that it answers. */
class VariableAdmissionTest {
    private static final String HUB = """
            apiVersion: palette.ai/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: project-a, namespace: project-a}
            spec: {tenantRef: {name: acme}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: project-b, namespace: project-b}
            spec: {tenantRef: {name: acme}}
            ---
            apiVersion: mural.sh/v1beta1
            kind: VariableSet
            metadata: {name: mural-variables, namespace: mural-system}
            spec:
              variables:
              - {name: region, variableType: string, value: {string: eu-1}, locked: true}
              - {name: size, variableType: int32}
              - {name: owner, variableType: string, validationMode: required}
            ---
            apiVersion: mural.sh/v1beta1
            kind: VariableSet
            metadata: {name: mural-variables, namespace: project-a}
            spec:
              variables:
              - {name: tier, variableType: string, value: {string: gold}}
              - {name: size, variableType: int32, value: {int32: 3}, locked: true}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: clearml, namespace: mural-system}
            spec:
              variableSet:
              - {name: adminUser, variableType: string, validationMode: required}
              - {name: ratio, variableType: float32}
              - {name: small, variableType: int32}
              - {name: large, variableType: int64}
              - {name: wide, variableType: float64}
              - {name: on, variableType: bool}
              workload: {components: [{name: a, type: webservice, properties: {image: '{{ .var.region }}'}}]}
            """;

    record Case(String sentence, String object, List<String> answers) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Case one(String sentence, String object, String... answers) {
        return new Case(sentence, object, List.of(answers));
    }

    private static Case given(String sentence, String variables, String... answers) {
        return one(sentence, """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: d, namespace: project-a}
                spec: {environmentRef: {name: e}, workloadProfileRef: {name: clearml, namespace: mural-system}, variables: {%s}}
                """.formatted(variables), answers);
    }

    private static Case inline(String sentence, String variables, String... answers) {
        return one(sentence, """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: d, namespace: project-b}
                spec: {environmentRef: {name: e}, workload: {components: []}, variables: {%s}}
                """.formatted(variables), answers);
    }

    private static Case set(String sentence, String namespace, String variables, String... answers) {
        return one(sentence, """
                apiVersion: mural.sh/v1beta1
                kind: VariableSet
                metadata: {name: mural-variables, namespace: %s}
                spec: {variables: [%s]}
                """.formatted(namespace, variables), answers);
    }

    static Stream<Case> deployments() {
        String user = "adminUser: a";
        return Stream.of(
                given(
                        "values of every type",
                        "adminUser: a, ratio: 0.5, small: -2147483648, large: 2147483648, wide: 1.0e300, on: true"),
                given("a value that the profile requires is missing", "", "spec.variables.adminUser: Required value"),
                given(
                        "a name that nobody declares",
                        user + ", adminUsr: b",
                        "spec.variables.adminUsr: Not found: \"adminUsr\" (did you mean \"adminUser\"?)"),
                given("a name that only the Project declares", user + ", tier: silver"),
                given(
                        "values that the system and the Project lock",
                        user + ", region: us-1, size: 4",
                        "spec.variables.region: Forbidden: locked by mural-system/mural-variables",
                        "spec.variables.size: Forbidden: locked by project-a/mural-variables"),
                given(
                        "a text where a number is declared",
                        user + ", small: \"3\"",
                        "spec.variables.small: Invalid value: \"3\": must be of type int32; values are not converted"),
                given(
                        "a number beyond 32 bits",
                        user + ", small: 2147483648",
                        "spec.variables.small: Invalid value: 2147483648: must be of type int32; values are not converted"),
                given(
                        "a number beyond 64 bits",
                        user + ", large: 9223372036854775808",
                        "spec.variables.large: Invalid value: 9223372036854775808: must be of type int64; values are not converted"),
                given(
                        "a fraction where a whole number is declared",
                        user + ", large: 3.0",
                        "spec.variables.large: Invalid value: 3.0: must be of type int64; values are not converted"),
                given(
                        "a float that is not finite in 32 bits",
                        user + ", ratio: 1.0e39",
                        "spec.variables.ratio: Invalid value: 1.0E39: must be of type float32; values are not converted"),
                given(
                        "a word where a boolean is declared",
                        user + ", on: \"true\"",
                        "spec.variables.on: Invalid value: \"true\": must be of type bool; values are not converted"),
                given("a string from a Secret", "adminUser: {secretRef: {name: s, key: k}}"),
                given(
                        "a number from a Secret",
                        user + ", small: {secretRef: {name: s, key: k}}",
                        "spec.variables.small.secretRef: Forbidden: a secret variable is a string, \"small\" is declared int32"),
                given(
                        "neither a value nor a reference",
                        user + ", tier: [a]",
                        "spec.variables.tier: Invalid value: [\"a\"]: must be a string, a boolean, a number or {secretRef: {name, key}}"),
                inline("an inline workload with a name of the system's set", "size: 2"),
                inline(
                        "an inline workload with a name of another Project's set",
                        "tier: gold",
                        "spec.variables.tier: Not found: \"tier\""),
                inline("what the system requires concerns only who uses it", ""));
    }

    static Stream<Case> sets() {
        return Stream.of(
                set("a set in a Project", "project-b", "{name: size, variableType: int32, value: {int32: 4}}"),
                one("a set of another name", """
                        apiVersion: mural.sh/v1beta1
                        kind: VariableSet
                        metadata: {name: x, namespace: project-a}
                        spec: {}
                        """, "metadata.name: Invalid value: \"x\": must be mural-variables"),
                set(
                        "a set in a namespace without a Project",
                        "tenant-acme",
                        "",
                        "metadata.namespace: Forbidden: namespace \"tenant-acme\" has no Project"),
                set(
                        "another type than the system's",
                        "project-b",
                        "{name: size, variableType: string}",
                        "spec.variables[0].variableType: Invalid value: \"string\": mural-system/mural-variables declares \"size\""
                                + " as int32; all declarations of a name must have one type"),
                set(
                        "a name that the system locks",
                        "project-b",
                        "{name: region, variableType: string, value: {string: us-1}}",
                        "spec.variables[0].name: Forbidden: locked by mural-system/mural-variables"),
                set(
                        "a lock on a name that the system does not declare",
                        "project-b",
                        "{name: mine, variableType: string, value: {string: x}, locked: true}",
                        "spec.variables[0].locked: Forbidden: a Project may lock only what mural-system/mural-variables declares"),
                set(
                        "a float that is not finite",
                        "project-b",
                        "{name: f, variableType: float32, value: {float32: 1.0e39}}",
                        "spec.variables[0].value: Invalid value: \"Infinity\": must be of type float32; values are not converted"),
                set(
                        "a system's set of another type than a Project's",
                        "mural-system",
                        "{name: tier, variableType: bool}",
                        "spec.variables[0].variableType: Invalid value: \"bool\": project-a/mural-variables declares \"tier\" as"
                                + " string; all declarations of a name must have one type"),
                set(
                        "a system's lock on what a Project has",
                        "mural-system",
                        "{name: tier, variableType: string, value: {string: gold}, locked: true}",
                        "warning: spec.variables[0].locked: project-a/mural-variables has a value of \"tier\" that is refused now"),
                one(
                        "a profile of another type than the system's",
                        """
                        apiVersion: mural.sh/v1beta1
                        kind: WorkloadProfile
                        metadata: {name: p, namespace: mural-system}
                        spec: {variableSet: [{name: size, variableType: float64}]}
                        """,
                        "spec.variableSet[0].variableType: Invalid value: \"float64\": mural-system/mural-variables declares \"size\""
                                + " as int32; all declarations of a name must have one type"));
    }

    @ParameterizedTest
    @MethodSource({"deployments", "sets"})
    void answers(Case given) {
        Answer answer = new HubFixture(HUB).create(given.object());

        assertThat(Stream.concat(
                        answer.errors().stream().map(Answer.Cause::text),
                        answer.warnings().stream().map(warning -> "warning: " + warning)))
                .containsExactlyElementsOf(given.answers());
    }
}
