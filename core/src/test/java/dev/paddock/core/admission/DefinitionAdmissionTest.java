// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionAdmissionTest {

    private final HubFixture hub = new HubFixture("""
            apiVersion: palette.ai/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: team, namespace: team}
            spec: {tenantRef: {name: acme}, computeProfileRef: {name: p}}
            """);

    @Test
    void aTemplateWithAFaultIsRefusedWithLineAndColumn() {
        assertThat(hub.create(component("own", "team", "faulty")).message())
                .isEqualTo("spec.schematic.cue.template: Invalid value: 12:5: output: unsupported construct: x");
        assertThat(hub.create(component("own", "team", "sound")).allowed()).isTrue();
    }

    @Test
    void aTemplateThatCannotBeLookedAtNowIsTakenWithAWarning() {
        Answer answer = hub.create(component("own", "team", "away"));

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .containsExactly("spec.schematic: not checked yet; the condition Ready will say whether it compiles");
    }

    @Test
    void aDefinitionWithoutATemplateIsRefused() {
        assertThat(hub.create(component("own", "team", "sound").replace("{cue: {template: sound}}", "{}"))
                        .message())
                .startsWith("spec.schematic: Required value");
    }

    @Test
    void aProfileWithATypeThatNobodyDefinesYetIsTakenWithAWarning() {
        Answer answer = hub.create(profile("team", "webservce"));

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .containsExactly(
                        "spec.workload.components[0].type: Not found: \"webservce\" (did you mean \"webservice\"?)");
        hub.add(component("webservce", "mural-system", "sound"));
        assertThat(hub.create(profile("team", "webservce")).warnings()).isEmpty();
    }

    @Test
    void aDefinitionThatIsMeantByAProfileStays() {
        hub.add(component("own", "mural-system", "sound")).add(profile("team", "own@v2"));

        assertThat(hub.delete(component("own", "mural-system", "sound")).message())
                .isEqualTo("metadata: Conflict: in use by WorkloadProfile team/p");
        assertThat(hub.delete(component("other", "mural-system", "sound")).allowed())
                .isTrue();

        hub.add(component("own", "team", "sound"));
        assertThat(hub.delete(component("own", "mural-system", "sound")).allowed())
                .as("the team has its own now")
                .isTrue();
    }

    @Test
    void aPropertyThatADefinitionDoesNotKnowIsAWarningAndOneThatItRefusesAnError() {
        Answer answer =
                hub.create(profile("team", "webservice, traits: [{type: open-type, properties: {replica: 2}}]"));
        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .containsExactly(
                        "spec.workload.components[0].traits[0].properties.replica: Forbidden: unknown property of"
                                + " open-type (did you mean \"repli…");

        assertThat(hub.create(profile("team", "closed-type, properties: {chrt: a}"))
                        .message())
                .isEqualTo("spec.workload.components[0].properties.chrt: Forbidden: unknown property of closed-type"
                        + " (did you mean \"chart\"?)");
        assertThat(hub.create(profile("team", "closed-type, properties: {chart: a}"))
                        .warnings())
                .isEmpty();

        hub.add(component("closed-type", "team", "sound"));
        assertThat(hub.create(profile("team", "closed-type@v1, properties: {chrt: a}"))
                        .allowed())
                .as("nobody knows what the first revision took")
                .isTrue();
    }

    private static String component(String name, String namespace, String template) {
        return """
                apiVersion: core.oam.dev/v1beta1
                kind: ComponentDefinition
                metadata: {name: %s, namespace: %s}
                spec: {workload: {type: x}, schematic: {cue: {template: %s}}}
                """.formatted(name, namespace, template);
    }

    @Test
    void anApplyWaitsForABusyEngineOnceAndNotForEachType() {
        Answer answer = hub.create(profile("team", "busy-type}, {name: b, type: closed-type, properties: {chrt: a}"));

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings()).isEmpty();
    }

    private static String profile(String namespace, String type) {
        return """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: p, namespace: %s}
                spec: {workload: {components: [{name: a, type: %s}]}}
                """.formatted(namespace, type);
    }
}
