// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.kube.Kind;
import dev.paddock.api.ocm.ManifestConfig.UpdateType;
import dev.paddock.api.ocm.ManifestWork;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class WorkRulesTest {

    private static final Kind NAMESPACE = new Kind("", "v1", "Namespace", "namespaces", false);
    private static final Kind SECRET = new Kind("", "v1", "Secret", "secrets", true);

    @Test
    void everything_goes_with_the_work_unless_it_says_otherwise() {
        assertThat(rules("{}").owned(NAMESPACE, "", "ml")).isTrue();
        assertThat(rules("{deleteOption: {propagationPolicy: Foreground}}").owned(NAMESPACE, "", "ml"))
                .isTrue();
        assertThat(rules("{deleteOption: {propagationPolicy: Orphan}}").owned(NAMESPACE, "", "ml"))
                .isFalse();
    }

    @Test
    void only_what_a_rule_names_is_kept() {
        WorkRules rules = rules("{deleteOption: {propagationPolicy: SelectivelyOrphan, selectivelyOrphans: "
                + "{orphaningRules: [{group: '', resource: namespaces, name: ml}, "
                + "{group: '', resource: secrets, namespace: 'team-*', name: '*'}]}}}");

        assertThat(rules.owned(NAMESPACE, "", "ml")).isFalse();
        assertThat(rules.owned(NAMESPACE, "", "ml2")).isTrue();
        assertThat(rules.owned(SECRET, "team-a", "x")).isFalse();
        assertThat(rules.owned(SECRET, "other", "x")).isTrue();
    }

    @Test
    void the_first_matching_strategy_and_the_first_matching_feedback_count() {
        WorkRules rules = rules("""
                {manifestConfigs: [
                  {resourceIdentifier: {group: '', resource: secrets, namespace: a, name: x},
                   feedbackRules: [{type: JSONPaths, jsonPaths: [{name: n, path: .data}]}]},
                  {resourceIdentifier: {group: '', resource: secrets, namespace: a, name: '*'},
                   updateStrategy: {type: CreateOnly},
                   feedbackRules: [{type: WellKnownStatus}]}]}""");

        assertThat(rules.strategy(SECRET, "a", "x").type()).isEqualTo(UpdateType.CREATE_ONLY);
        assertThat(rules.feedback(SECRET, "a", "x").getFirst().jsonPaths()).hasSize(1);
        assertThat(rules.strategy(SECRET, "b", "x").type()).isEqualTo(UpdateType.UPDATE);
        assertThat(rules.feedback(SECRET, "b", "x")).isEmpty();
    }

    private static WorkRules rules(String spec) {
        return new WorkRules(
                Serialization.unmarshal("spec: " + spec, ManifestWork.class).getSpec());
    }
}
