// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.oam.DefinitionRevision;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionDiffTest {
    private static final String WEB = "{name: web, type: webservice, properties: {image: a, ports: [{port: 80}]}}";

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of("nothing", components(WEB), components(WEB), List.of()),
                Arguments.of(
                        "a value",
                        components(WEB),
                        components(WEB.replace("image: a", "image: b")),
                        List.of("~ spec.workload.components[web].properties.image: \"a\" -> \"b\"")),
                Arguments.of(
                        "an entry of a list without names",
                        components(WEB),
                        components(WEB.replace("80", "81")),
                        List.of("~ spec.workload.components[web].properties.ports[0].port: 80 -> 81")),
                Arguments.of(
                        "another length of such a list",
                        components(WEB),
                        components(WEB.replace("[{port: 80}]", "[]")),
                        List.of("~ spec.workload.components[web].properties.ports: [{\"port\":80}] -> []")),
                Arguments.of(
                        "entries that come, go and change their places",
                        components("{name: a, type: x}, {name: b, type: x}"),
                        components("{name: b, type: x}, {name: c, type: x}"),
                        List.of(
                                "- spec.workload.components[a]: {\"name\":\"a\",\"type\":\"x\"}",
                                "+ spec.workload.components[c]: {\"name\":\"c\",\"type\":\"x\"}")),
                Arguments.of(
                        "notes are none",
                        components(WEB),
                        components(WEB) + "\nrevisionNotes: new\nrevisionBump: Major",
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void whatDiffersIsNamed(String name, String from, String to, List<String> expected) {
        assertThat(RevisionDiff.between(revision(from), revision(to)))
                .extracting(RevisionDiff.Change::toString)
                .isEqualTo(expected);
    }

    @Test
    void historyListsTheNewestFirstWithThoseWhoRunIt() {
        Given given = new Given("web", "uid-1");
        given.says("1", "revisionNotes: first").settle();
        given.says("2").settle();
        WorkloadDeployment user =
                Given.deployment("workloadProfileRef: {name: web}", "", "workloadProfileRevision: v0");
        WorkloadDeployment stranger =
                Given.deployment("workloadProfileRef: {name: other}", "", "workloadProfileRevision: v0");

        List<RevisionHistory.Entry> history = RevisionHistory.of(given.profile, given.stored, List.of(user, stranger));

        assertThat(history)
                .containsExactly(
                        new RevisionHistory.Entry("v1", "wp-web-v1", "2026-01-01T00:00:01Z", "", List.of(), true),
                        new RevisionHistory.Entry(
                                "v0", "wp-web-v0", "2026-01-01T00:00:00Z", "first", List.of("project-a/web"), false));
    }

    private static DefinitionRevision revision(String spec) {
        Given given = new Given("web", "uid-1");
        given.profile.setSpec(new KubernetesSerialization().unmarshal(spec, WorkloadProfileSpec.class));
        given.profile.getMetadata().setLabels(Map.of("team", "ml"));
        return Revisions.make(given.profile, new ProfileVersion(0, 0, 0, VersioningType.BASIC), 1);
    }

    private static String components(String entries) {
        return "workload: {components: [" + entries + "]}";
    }
}
