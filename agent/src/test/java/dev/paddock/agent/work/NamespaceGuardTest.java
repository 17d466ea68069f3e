// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceGuardTest {

    private static final Namespace WANTED =
            namespace(Map.of("palette.ai/deployment", "clearml", "palette.ai/project-name", "team-a"));

    @Test
    void takes_a_namespace_that_belongs_to_nobody_or_to_itself() {
        assertThat(NamespaceGuard.conflict(WANTED, namespace(Map.of()))).isEmpty();
        assertThat(NamespaceGuard.conflict(WANTED, WANTED)).isEmpty();
        assertThat(NamespaceGuard.conflict(WANTED, namespace(Map.of("palette.ai/deployment", "clearml"))))
                .isEmpty();
    }

    @Test
    void refuses_the_namespace_of_another_deployment_and_says_whose_it_is() {
        assertThat(NamespaceGuard.conflict(WANTED, namespace(Map.of("palette.ai/deployment", "runai"))))
                .hasValue("namespace ml belongs to deployment runai; choose another target namespace or delete that"
                        + " deployment");
    }

    @Test
    void refuses_a_deployment_of_the_same_name_in_another_project() {
        Namespace other = namespace(Map.of("palette.ai/deployment", "clearml", "palette.ai/project-name", "team-b"));

        assertThat(NamespaceGuard.conflict(WANTED, other))
                .hasValueSatisfying(message -> assertThat(message).contains("team-b/clearml"));
    }

    private static Namespace namespace(Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("ml")
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
