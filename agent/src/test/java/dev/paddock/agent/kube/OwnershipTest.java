// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final String OURS = """
            {"manager": "kustomize-controller", "operation": "Apply", "apiVersion": "v1",
             "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:data": {"f:value": {}}}}""";
    private static final String STATUS = """
            {"manager": "kube-controller-manager", "operation": "Update", "apiVersion": "v1",
             "subresource": "status", "time": "%s", "fieldsV1": {"f:status": {}}}""";

    @Test
    void a_status_update_leaves_the_fingerprint_alone() throws Exception {
        String before = fingerprint(OURS, STATUS.formatted("2026-01-01T00:00:01Z"));
        String after = fingerprint(OURS, STATUS.formatted("2026-01-01T00:09:00Z"));

        assertThat(after).isEqualTo(before).isNotEqualTo(Ownership.NONE);
    }

    @Test
    void a_field_taken_by_another_changes_it() throws Exception {
        String robbed = OURS.replace("\"f:value\": {}", "");

        assertThat(fingerprint(robbed)).isNotEqualTo(fingerprint(OURS));
    }

    @Test
    void an_apply_under_our_name_by_somebody_else_changes_it() throws Exception {
        String later = OURS.replace("00:00:00Z", "00:00:05Z");

        assertThat(fingerprint(later)).isNotEqualTo(fingerprint(OURS));
    }

    @Test
    void an_update_under_our_name_is_not_our_apply() throws Exception {
        assertThat(fingerprint(OURS.replace("\"Apply\"", "\"Update\""))).isEqualTo(Ownership.NONE);
    }

    @Test
    void what_is_remembered_of_an_object_is_its_text_without_the_bookkeeping() throws Exception {
        ObjectNode object = object(OURS, STATUS.formatted("2026-01-01T00:00:01Z"));

        Observed observed = Observed.of(new ObjectRef("", "ConfigMap", "team", "a"), object);

        assertThat(observed.resourceVersion()).isEqualTo(42);
        assertThat(observed.ownerWorks()).containsExactly("hash-work");
        assertThat(observed.object().path("metadata").path("managedFields"))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.path("time").asText()).isEqualTo("2026-01-01T00:00:01Z"));
        assertThat(observed.fingerprint(FieldManagers.FLUX)).isEqualTo(fingerprint(OURS));
        assertThat(object.path("metadata").path("managedFields")).hasSize(2);
    }

    private static String fingerprint(String... entries) throws Exception {
        return Ownership.fingerprint(object(entries), FieldManagers.FLUX);
    }

    private static ObjectNode object(String... entries) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "a", "namespace": "team", "uid": "u", "resourceVersion": "42", "labels": {"x": "y"},
                   "ownerReferences": [{"kind": "AppliedManifestWork", "name": "hash-work", "uid": "w"}],
                   "managedFields": [%s]}}
                """.formatted(String.join(",", entries)));
    }
}
