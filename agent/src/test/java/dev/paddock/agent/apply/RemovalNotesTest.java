// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.agent.kube.ObjectRef;
import org.junit.jupiter.api.Test;

class RemovalNotesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectRef MAP = new ObjectRef("", "ConfigMap", "team", "a");
    private static final String APPLIED =
            "[{manager: kustomize-controller, operation: Apply, fieldsV1: {'f:metadata': {'f:annotations': {'f:%s': {}}}}}]";

    @Test
    void an_object_learns_what_is_said_now_and_nothing_else() throws Exception {
        ObjectNode wanted = object("app", "policy.paddock.dev/garbage-collect: never, example.com/note: new", "[]");
        ObjectNode live = object("app", "policy.paddock.dev/garbage-collect: onAppDelete, example.com/note: old", "[]");

        assertThat(new RemovalNotes(MAP, wanted).patch(live))
                .contains(tree("metadata: {resourceVersion: '7', annotations: {policy.paddock.dev/garbage-collect:"
                        + " never}}"));
    }

    @Test
    void what_we_said_goes_when_it_is_said_no_more() throws Exception {
        ObjectNode wanted = object("app", "", "[]");
        String pruned = "kustomize.toolkit.fluxcd.io/prune";

        assertThat(new RemovalNotes(MAP, wanted).patch(object("app", pruned + ": disabled", APPLIED.formatted(pruned))))
                .contains(tree(
                        "metadata: {resourceVersion: '7', annotations: {kustomize.toolkit.fluxcd.io/prune: null}}"));
        assertThat(new RemovalNotes(MAP, wanted).patch(object("app", pruned + ": disabled", "[]")))
                .as("said by people on the cluster")
                .isEmpty();
    }

    @Test
    void an_object_of_another_delivery_is_not_told() throws Exception {
        ObjectNode wanted = object("app", "policy.paddock.dev/garbage-collect: never", "[]");

        assertThat(new RemovalNotes(MAP, wanted).patch(object("other", "", "[]")))
                .isEmpty();
    }

    private static ObjectNode object(String owner, String annotations, String managedFields) throws Exception {
        return tree("""
                metadata:
                  resourceVersion: "7"
                  labels: {kustomize.toolkit.fluxcd.io/name: %s, kustomize.toolkit.fluxcd.io/namespace: team}
                  annotations: {%s}
                  managedFields: %s
                """.formatted(owner, annotations, managedFields));
    }

    private static ObjectNode tree(String yaml) throws Exception {
        return (ObjectNode) YAML.readTree(yaml);
    }
}
