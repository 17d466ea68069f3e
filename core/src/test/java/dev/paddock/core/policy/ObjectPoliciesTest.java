// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which object a policy is about, and what it says of it, in the annotations that the object gets. */
class ObjectPoliciesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String MAIN =
            "{kind: Deployment, metadata: {name: web, labels: {app.oam.dev/component: web, workload.oam.dev/type:"
                    + " webservice, app.oam.dev/resourceType: WORKLOAD}}}";
    private static final String TRAIT =
            "{kind: Service, metadata: {name: web-svc, labels: {app.oam.dev/component: web, trait.oam.dev/type: expose,"
                    + " app.oam.dev/resourceType: TRAIT}}}";
    private static final String OF_CHART =
            "{kind: ConfigMap, metadata: {name: chart, labels: {app.oam.dev/component: db}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "componentNames: [web]                            | true  | true  | false",
                "componentNames: [db, cache]                      | false | false | true",
                "componentTypes: [webservice]                     | true  | false | false",
                "componentTypes: [helm-chart]                     | false | false | true",
                "oamTypes: [WORKLOAD]                             | true  | false | true",
                "oamTypes: [COMPONENT]                            | true  | false | true",
                "oamTypes: [TRAIT]                                | false | true  | false",
                "traitTypes: [expose]                             | false | true  | false",
                "resourceTypes: [Deployment, Service]             | true  | true  | false",
                "resourceNames: [web]                             | true  | false | false",
                "'componentNames: [web], resourceTypes: [Service]' | false | true | false",
                "'componentNames: [web], resourceTypes: []'       | true  | true  | false",
                "''                                               | false | false | false"
            })
    void a_rule_is_about_what_all_its_lists_name(String selector, boolean main, boolean trait, boolean chart) {
        ObjectPolicies policies = policies("{type: read-only, properties: {rules: [{selector: {" + selector + "}}]}}");

        assertThat(policies.treatment(object(MAIN), "webservice").readOnly()).isEqualTo(main);
        assertThat(policies.treatment(object(TRAIT), "webservice").readOnly()).isEqualTo(trait);
        assertThat(policies.treatment(object(OF_CHART), "helm-chart").readOnly())
                .isEqualTo(chart);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy: onAppUpdate | false | {}",
                "strategy: never       | false | {policy.paddock.dev/garbage-collect: never, PRUNE: disabled}",
                "strategy: onAppDelete | false | {policy.paddock.dev/garbage-collect: onAppDelete, PRUNE: disabled}",
                "strategy: never       | true  | {policy.paddock.dev/garbage-collect: never, PRUNE: disabled}",
                "strategy: onAppUpdate | true  | {policy.paddock.dev/garbage-collect: onAppDelete, PRUNE: disabled}",
                "propagation: orphan   | false | {policy.paddock.dev/propagation: orphan}",
                "propagation: cascading | false | {}"
            })
    void what_is_collected_and_when(String rule, boolean keepLegacy, String annotations) {
        ObjectPolicies policies = policies("{type: garbage-collect, properties: {keepLegacyResource: " + keepLegacy
                + ", rules: [{selector: {resourceTypes: [Deployment]}, " + rule + "}]}}");

        assertThat(annotated(policies, MAIN))
                .isEqualTo(object(annotations.replace("PRUNE", "kustomize.toolkit.fluxcd.io/prune")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apply-once | enable: true | {policy.paddock.dev/apply-once: '{\"affect\":\"onStateKeep\",\"path\":[\"*\"]}'}",
                "apply-once | enable: false | {}",
                "apply-once | 'enable: true, rules: []' | {}",
                "apply-once | 'enable: true, rules: [{selector: {componentNames: [web]}, strategy: {path: [\"*\"]}}]'"
                        + " | {policy.paddock.dev/apply-once: '{\"affect\":\"always\",\"path\":[\"*\"]}', SSA: IfNotPresent}",
                "apply-once | 'enable: true, rules: [{selector: {componentNames: [web]}, strategy: {affect: onUpdate, path: [spec.replicas]}}]'"
                        + " | {policy.paddock.dev/apply-once: '{\"affect\":\"onUpdate\",\"path\":[\"spec.replicas\"]}'}",
                "apply-once | 'enable: true, rules: [{selector: {componentNames: [db]}, strategy: {path: [\"*\"]}}]' | {}",
                "resource-update | 'rules: [{selector: {componentNames: [web]}, strategy: {op: replace}}]'"
                        + " | {policy.paddock.dev/resource-update: '{\"op\":\"replace\"}'}",
                "resource-update | 'rules: [{selector: {componentNames: [web]}, strategy: {recreateFields: [spec.selector]}}]'"
                        + " | {policy.paddock.dev/resource-update: '{\"recreateFields\":[\"spec.selector\"]}'}",
                "resource-update | 'rules: [{selector: {componentNames: [web]}, strategy: {op: patch}}]' | {}",
                "read-only | 'rules: [{selector: {componentNames: [web]}}]' | {kustomize.toolkit.fluxcd.io/reconcile: disabled}",
                "take-over | 'rules: [{selector: {componentNames: [web]}}]' | {SSA: Merge}",
                "shared-resource | 'rules: [{selector: {componentNames: [web]}}]'"
                        + " | {policy.paddock.dev/shared-resource: 'true', kustomize.toolkit.fluxcd.io/prune: disabled}",
                "topology | 'clusters: [a]' | {}"
            })
    void what_a_policy_says_goes_with_the_object(String type, String properties, String annotations) {
        ObjectPolicies policies = policies("{type: " + type + ", properties: {" + properties + "}}");

        ObjectNode expected = object(annotations.replace("SSA", "kustomize.toolkit.fluxcd.io/ssa"));
        assertThat(annotated(policies, MAIN)).isEqualTo(expected);
        assertThat(policies.errors()).isEmpty();
    }

    @Test
    void what_the_object_carries_is_read_again() {
        ObjectPolicies policies = policies(
                "{type: garbage-collect, properties: {rules: [{selector: {componentNames: [web]}, strategy: never, propagation: orphan}]}}",
                "{type: apply-once, properties: {enable: true, rules: [{selector: {componentNames: [web]}, strategy: {path: [spec.replicas, 'metadata.annotations[a/b]']}}]}}",
                "{type: resource-update, properties: {rules: [{selector: {componentNames: [web]}, strategy: {op: replace, recreateFields: [spec.selector]}}]}}",
                "{type: shared-resource, properties: {rules: [{selector: {componentNames: [web]}}]}}");
        ObjectNode object = object(MAIN);
        Treatment said = policies.treatment(object, "webservice");

        said.writeTo(object);

        assertThat(Treatment.of(object)).isEqualTo(said);
        assertThat(Treatment.of(object(MAIN))).isEqualTo(Treatment.NONE);
    }

    @Test
    void of_a_type_the_first_rule_counts_wherever_it_is_written() {
        ObjectPolicies policies = policies(
                "{type: garbage-collect, properties: {rules: [{selector: {componentNames: [web]}, propagation: orphan},"
                        + " {selector: {resourceTypes: [Deployment]}, strategy: never}]}}",
                "{type: garbage-collect, properties: {rules: [{selector: {resourceTypes: [Service]}, strategy: onAppDelete}]}}");

        assertThat(policies.treatment(object(MAIN), "").removal()).isEqualTo(Removal.ON_UPDATE);
        assertThat(policies.treatment(object(MAIN), "").orphansDependents()).isTrue();
        assertThat(policies.treatment(object("{kind: Deployment, metadata: {name: other}}"), "")
                        .removal())
                .isEqualTo(Removal.NEVER);
    }

    @Test
    void what_the_object_says_itself_in_fluxs_words_stands() {
        ObjectNode object = object("{kind: ConfigMap, metadata: {name: a, annotations:"
                + " {kustomize.toolkit.fluxcd.io/prune: disabled, kustomize.toolkit.fluxcd.io/ssa: Override}}}");

        policies(
                        "{type: shared-resource, properties: {rules: [{selector: {resourceNames: [a]}}]}}",
                        "{type: take-over, properties: {rules: [{selector: {resourceNames: [a]}}]}}")
                .treatment(object, "")
                .writeTo(object);

        assertThat(object.at("/metadata/annotations"))
                .isEqualTo(
                        object(
                                "{kustomize.toolkit.fluxcd.io/prune: disabled, kustomize.toolkit.fluxcd.io/ssa: Override,"
                                        + " policy.paddock.dev/garbage-collect: never, policy.paddock.dev/shared-resource: 'true'}"));
    }

    @Test
    void names_what_cannot_be_done_with_the_remedy() {
        ObjectPolicies policies = policies("{type: apply-once, properties: {enable: true, rules: ["
                + "{selector: {componentNames: [a]}, strategy: {affect: sometimes, path: [spec]}},"
                + "{selector: {componentNames: [a]}, strategy: {affect: onUpdate, path: ['*']}},"
                + "{selector: {componentNames: [a]}, strategy: {path: []}},"
                + "{selector: {componentNames: [a]}, strategy: {path: ['.spec', metadata.name]}}]}}");

        assertThat(policies.errors().stream().map(FieldError::toString))
                .containsExactly(
                        "policies[0].properties.rules[0].strategy.affect: Unsupported value: \"sometimes\": supported values:"
                                + " \"always\", \"onUpdate\", \"onStateKeep\"",
                        "policies[0].properties.rules[1].strategy.path: Forbidden: * with onUpdate would put back a version that"
                                + " is no longer delivered; name the fields, or leave affect out to leave the whole object alone",
                        "policies[0].properties.rules[2].strategy.path: Required value: name the fields, or * for the whole"
                                + " object",
                        "policies[0].properties.rules[3].strategy.path[0]: Invalid value: \".spec\": must name one field, such as"
                                + " spec.template.spec.containers[0].image or metadata.annotations[a.b/c]",
                        "policies[0].properties.rules[3].strategy.path[1]: Forbidden: \"metadata.name\" says which object it is");
    }

    @Test
    void a_value_of_a_secret_is_not_written_down() {
        ObjectPolicies policies = policies("{type: apply-once, properties: {enable: true, rules: [{selector:"
                + " {componentNames: [web]}, strategy: {affect: onUpdate, path: [data.password]}}]}}");
        ObjectNode secret = object("{kind: Secret, metadata: {name: login, labels: {app.oam.dev/component: web}}}");

        assertThat(policies.refusal(secret, "").map(FieldError::toString))
                .hasValue(
                        "policies[0].properties.rules[0].strategy.affect: Forbidden: onUpdate writes down the value that a new"
                                + " version found, which for Secret \"login\" would be in the open; use always or onStateKeep");
        assertThat(policies.refusal(object(MAIN), "")).isEmpty();
    }

    @Test
    void warns_of_what_has_no_effect() {
        assertThat(policies(
                                "{type: garbage-collect, properties: {continueOnFailure: true, applicationRevisionLimit: 2, rules: [{selector: {}, strategy: never}]}}",
                                "{type: apply-once, properties: {rules: [{selector: {componentNames: [a]}, strategy: {path: [spec]}}]}}")
                        .warnings())
                .containsExactly(
                        "policies[0].properties.continueOnFailure: has no effect: no workflow delivers a workload",
                        "policies[0].properties.applicationRevisionLimit: has no effect: the revisions are those of the profile,"
                                + " and the 20 newest unused ones are kept",
                        "policies[0].properties.rules[0].selector: is empty, so the rule is about no object",
                        "policies[1].properties.enable: is not true, so the rules have no effect");
    }

    @Test
    void tells_whether_objects_outlive_the_deployment() {
        String rule = "{type: garbage-collect, properties: {rules: [{selector: {componentNames: [a]}, strategy: %s}]}}";

        assertThat(policies(rule.formatted("never")).leavesObjectsBehind()).isTrue();
        assertThat(policies(rule.formatted("onAppDelete")).leavesObjectsBehind())
                .isFalse();
    }

    private static JsonNode annotated(ObjectPolicies policies, String yaml) {
        ObjectNode object = object(yaml);
        policies.treatment(object, "webservice").writeTo(object);
        JsonNode annotations = object.path("metadata").path("annotations");
        return annotations.isMissingNode() ? object("{}") : annotations;
    }

    private static ObjectPolicies policies(String... written) {
        List<Application.Policy> policies = new ArrayList<>();
        for (String policy : written) {
            ObjectNode node = object(policy);
            policies.add(new Application.Policy(
                    "p",
                    node.path("type").asText(),
                    (ObjectNode) node.path("properties"),
                    true,
                    "policies[" + policies.size() + "]"));
        }
        return ObjectPolicies.of(policies);
    }

    private static ObjectNode object(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException malformed) {
            throw new UncheckedIOException(yaml, malformed);
        }
    }
}
