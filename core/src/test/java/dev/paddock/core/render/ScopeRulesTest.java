// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeRulesTest {

    private static final List<RenderedObject> OBJECTS =
            Renderings.render(Renderings.request("""
                    components:
                    - name: x
                      type: k8s-objects
                      properties:
                        objects:
                        - {apiVersion: v1, kind: ConfigMap, metadata: {name: here}}
                        - {apiVersion: v1, kind: ConfigMap, metadata: {name: there, namespace: other}}
                        - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}}
                    """)).objects();

    @Test
    void aSharedClusterIsTouchedOnlyInTheTargetNamespace() {
        List<FieldError> errors = ScopeRules.check(OBJECTS, "project-a-clearml", Set.of());

        assertThat(errors)
                .extracting(FieldError::toString)
                .containsExactly(
                        "spec.workload.components[0].properties.objects[1]: Forbidden: ConfigMap other/there is outside the target"
                                + " namespace \"project-a-clearml\" of a shared cluster; leave metadata.namespace out",
                        "spec.workload.components[0].properties.objects[2]: Forbidden: cluster-scoped"
                                + " ClusterRole.rbac.authorization.k8s.io \"r\" may not go to a shared cluster; list"
                                + " \"ClusterRole.rbac.authorization.k8s.io\" in the Project's"
                                + " spec.admissionConfiguration.clusterScopedKinds");
    }

    @Test
    void whatTheProjectListsMayGoOutsideNamespaces() {
        assertThat(ScopeRules.check(OBJECTS, "project-a-clearml", Set.of("ClusterRole.rbac.authorization.k8s.io")))
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("other/there"));
    }
}
