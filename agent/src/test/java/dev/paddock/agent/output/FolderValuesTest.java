// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadTemplate;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** From what was read to what Flux is given, folder by folder. */
class FolderValuesTest {
    private static final WorkloadTemplate TEMPLATE = Serialization.unmarshal("""
            components:
            - name: db
              type: k8s-objects
              definitionOutputRefs:
              - {name: host, pathRef: {apiVersion: v1, kind: Service, path: .metadata.name}}
              - {name: seen, skipHash: true, pathRef: {apiVersion: v1, kind: Service, path: .metadata.name}}
              - {name: unread, pathRef: {apiVersion: v1, kind: Service, path: .metadata.name}}
              - {name: ports, type: jsonRaw, pathRef: {apiVersion: v1, kind: Service, path: .spec.ports}}
            - name: web
              type: k8s-objects
              deploymentPriority: 10
              properties: {a: '{{ spoke ".def.db.host" }}', b: '{{ spoke ".def.db.seen" }}', c: '{{ spoke ".def.db.ports" }}'}
            - name: edge
              type: k8s-objects
              deploymentPriority: 20
              properties: {a: '{{ .var.to-ken }}'}
            """, WorkloadTemplate.class);
    private static final HiddenValue TOKEN = HiddenValue.ofText("p\"w\n", "7");

    @Test
    void aFolderWaitsForWhatIsMissing() {
        FolderValues values = FolderValues.of("app", TEMPLATE, read(Map.of(".def.db.host", "a")), Map.of());

        assertThat(values.waiting())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("p010", "output .def.db.ports, output .def.db.seen", "p020", "secret variable to-ken"));
    }

    @Test
    void valuesAreWrittenAsFluxWantsThem() {
        FolderValues values = FolderValues.of("app", TEMPLATE, all("h"), Map.of("var_to_ken", TOKEN));

        assertThat(values.waiting()).isEmpty();
        assertThat(values.shown())
                .containsOnlyKeys("def_db_host", "def_db_seen", "def_db_ports", "json_def_db_ports")
                .containsEntry("def_db_ports", "[{\\u0022port\\u0022:80}]")
                .containsEntry("json_def_db_ports", "[{\"port\":80}]");
        assertThat(values.hidden())
                .containsOnlyKeys("var_to_ken", "raw_var_to_ken", "b64_var_to_ken", "version_var_to_ken")
                .containsEntry("var_to_ken", encoded("p\\u0022w\\u000a"))
                .containsEntry("raw_var_to_ken", encoded("p\"w\n"))
                .containsEntry("b64_var_to_ken", encoded(encoded("p\"w\n")))
                .containsEntry("version_var_to_ken", encoded("7"));
        assertThat(values.toString().replace(values.hidden().toString(), "")).doesNotContain("p\"w");
    }

    @Test
    void aChangedValueAppliesItsFolderAgainUnlessItIsToBeSkipped() {
        FolderValues before = FolderValues.of("app", TEMPLATE, all("h"), Map.of("var_to_ken", TOKEN));
        FolderValues host = FolderValues.of("app", TEMPLATE, all("other"), Map.of("var_to_ken", TOKEN));
        FolderValues skipped = FolderValues.of(
                "app",
                TEMPLATE,
                read(Map.of(
                        ".def.db.host", "h", ".def.db.seen", "later", ".def.db.ports", List.of(Map.of("port", 80)))),
                Map.of("var_to_ken", TOKEN));
        FolderValues token =
                FolderValues.of("app", TEMPLATE, all("h"), Map.of("var_to_ken", HiddenValue.ofText("x", "8")));

        assertThat(fingerprint(host, "p010")).isNotEqualTo(fingerprint(before, "p010"));
        assertThat(fingerprint(host, "p020")).isEqualTo(fingerprint(before, "p020"));
        assertThat(fingerprint(skipped, "p010")).isEqualTo(fingerprint(before, "p010"));
        assertThat(skipped.shown()).containsEntry("def_db_seen", "later");
        assertThat(fingerprint(token, "p010")).isEqualTo(fingerprint(before, "p010"));
        assertThat(fingerprint(token, "p020")).isNotEqualTo(fingerprint(before, "p020"));
    }

    private static String fingerprint(FolderValues values, String folder) {
        return Objects.requireNonNull(values.folders().get(folder)).fingerprint();
    }

    private static ReadOutputs all(String host) {
        return read(Map.of(".def.db.host", host, ".def.db.seen", "s", ".def.db.ports", List.of(Map.of("port", 80))));
    }

    private static ReadOutputs read(Map<String, Object> shown) {
        return new ReadOutputs(shown, Map.of());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
