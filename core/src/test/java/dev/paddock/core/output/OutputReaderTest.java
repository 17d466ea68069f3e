// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputReaderTest {
    private static final OutputReader READER = new OutputReader("project-a", Optional.of("acme"));
    private static final OutputPath URL = path(".deploy.project-a.db.def.server.url");
    private static final String DECLARED = """
            {"components": [{"name": "server", "type": "webservice", "definitionOutputRefs": [
              {"name": "url", "pathRef": {"apiVersion": "v1", "kind": "Service", "path": ".metadata.name"}},
              {"name": "note", "skipHash": true, "pathRef": {"apiVersion": "v1", "kind": "Service", "path": ".spec"}},
              {"name": "password", "pathRef": {"apiVersion": "v1", "kind": "Secret", "path": ".data.password"}}]}]}
            """;

    private final Map<String, Optional<WorkloadStatus.Outputs>> clusters = new TreeMap<>();

    @Test
    void aValueOnWhichAllClustersAgreeIsKnown() {
        reported("spoke-1", "url", "http://db");
        reported("spoke-2", "url", "http://db");
        assertThat(read(URL)).isEqualTo(new HubOutput.Known(TextNode.valueOf("http://db"), false));
    }

    @Test
    void aValueKeepsItsType() {
        reported("spoke-1", "url", 5432);
        assertThat(read(URL)).isEqualTo(new HubOutput.Known(IntNode.valueOf(5432), false));
    }

    @Test
    void aValueThatDiffersIsReadFromOneCluster() {
        reported("spoke-1", "url", "http://one");
        reported("spoke-2", "url", "http://two");
        assertThat(read(URL))
                .isEqualTo(
                        new HubOutput.Refused(
                                "WorkloadDeployment project-a/db puts out different values of def.server.url on spoke-1, spoke-2;"
                                        + " choose one, as in {{ hub \".deploy.project-a.db.cluster.spoke-1.def.server.url\" }}"));
        assertThat(read(path(".deploy.project-a.db.cluster.spoke-2.def.server.url")))
                .isEqualTo(new HubOutput.Known(TextNode.valueOf("http://two"), false));
    }

    @Test
    void aClusterThatHasNotReportedIsWaitedFor() {
        reported("spoke-1", "url", "http://db");
        clusters.put("spoke-2", Optional.empty());
        assertThat(read(URL))
                .isEqualTo(new HubOutput.Waiting(
                        "WorkloadDeployment project-a/db has not put out def.server.url yet on spoke-2"));
    }

    @Test
    void aDeploymentOnNoClusterYetIsWaitedFor() {
        assertThat(read(URL))
                .isEqualTo(new HubOutput.Waiting("WorkloadDeployment project-a/db has not put out def.server.url yet"));
    }

    @Test
    void whatComesOutOfASecretIsNotForOthers() {
        reported("spoke-1", "url", "http://db");
        assertThat(read(path(".deploy.project-a.db.def.server.password")))
                .isEqualTo(
                        new HubOutput.Refused(
                                "WorkloadDeployment project-a/db reads def.server.password from a Secret; it stays on its cluster"));
    }

    @Test
    void anotherClusterIsNamed() {
        reported("spoke-1", "url", "http://db");
        assertThat(read(path(".deploy.project-a.db.cluster.spoke-9.def.server.url")))
                .isEqualTo(new HubOutput.Waiting("WorkloadDeployment project-a/db is not on cluster spoke-9"));
    }

    @Test
    void anOutputThatNobodyDeclaresIsSaidWithANearOne() {
        reported("spoke-1", "url", "http://db");
        assertThat(read(path(".deploy.project-a.db.def.server.urls")))
                .isEqualTo(new HubOutput.Waiting("WorkloadDeployment project-a/db puts out no def.server.urls"
                        + " (did you mean \"def.server.url\"?)"));
    }

    @Test
    void aDeploymentThatIsNotThereIsWaitedFor() {
        assertThat(READER.read(URL, Optional.empty()))
                .isEqualTo(new HubOutput.Waiting("WorkloadDeployment project-a/db does not exist; waiting for it"));
    }

    @Test
    void aChangeOfWhatSkipsTheHashIsMarked() {
        reported("spoke-1", "note", "x");
        assertThat(read(path(".deploy.project-a.db.def.server.note")))
                .isEqualTo(new HubOutput.Known(TextNode.valueOf("x"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                      acme,  false",
        "project-a,               acme,  true",
        "project-a,               other, true",
        "'project-c, project-a',  acme,  true",
        "project-c,               acme,  false",
        "*,                       acme,  true",
        "*,                       other, false",
        "*,                       ,      false"
    })
    void anotherProjectHasToShare(String sharedWith, @Nullable String tenant, boolean readable) {
        reported("spoke-1", "url", "http://db");
        OutputSource source = source(Optional.ofNullable(tenant), sharedWith);

        HubOutput output = READER.read(path(".deploy.project-b.db.def.server.url"), Optional.of(source));

        assertThat(output)
                .isEqualTo(
                        readable
                                ? new HubOutput.Known(TextNode.valueOf("http://db"), false)
                                : new HubOutput.Refused(
                                        "WorkloadDeployment project-b/db does not share its outputs with project project-a;"
                                                + " annotate it with palette.ai/share-outputs: \"project-a\""));
    }

    @Test
    void whatSkipsTheHashDoesNotChangeTheFingerprint() {
        assertThat(fingerprint("a", true)).isEqualTo(fingerprint("b", true));
        assertThat(fingerprint("a", false)).isNotEqualTo(fingerprint("b", false));
    }

    private static String fingerprint(String value, boolean skipHash) {
        JsonNode node = TextNode.valueOf(value);
        return new HubOutputs(Map.of(URL, new HubOutput.Known(node, skipHash)), List.of()).fingerprint();
    }

    private void reported(String cluster, String name, Object value) {
        clusters.put(cluster, Optional.of(new WorkloadStatus.Outputs(Map.of("server", Map.of(name, value)), Map.of())));
    }

    private HubOutput read(OutputPath path) {
        return READER.read(path, Optional.of(source(Optional.of("acme"), "")));
    }

    private OutputSource source(Optional<String> tenant, String sharedWith) {
        try {
            WorkloadTemplate template = new ObjectMapper().readValue(DECLARED, WorkloadTemplate.class);
            return new OutputSource(tenant, sharedWith, Optional.of(template), new TreeMap<>(clusters));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static OutputPath path(String text) {
        return OutputPath.parse(text).orElseThrow();
    }
}
