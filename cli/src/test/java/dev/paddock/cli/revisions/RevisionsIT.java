// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.HubTerminal;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs on revisions against a real API server; the revisions are written by the test, as the hub would. */
@WithControlPlane
class RevisionsIT {
    private static final String PROFILE = """
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: web}
            spec:
              revisionNotes: newest
              workload: {components: [{name: web, type: webservice, properties: {image: "example/web:2"}}]}
              variableSet: [{name: size, variableType: string}]
            """;
    private static final String REVISION = """
            apiVersion: core.oam.dev/v1beta1
            kind: DefinitionRevision
            metadata:
              name: wp-web-VERSION
              labels: {app.kubernetes.io/managed-by: paddock, palette.ai/workload-profile: web}
            spec:
              revision: NUMBER
              version: VERSION
              revisionHash: "sha256:NUMBER"
              definitionType: WorkloadProfile
              workloadProfile:
                name: web
                spec:
                  type: Application
                  revisionNotes: image NUMBER
                  workload:
                    components:
                    - {name: web, type: webservice, deploymentPriority: 0, properties: {image: "example/web:NUMBER"}}
            """;

    private TestCluster cluster;
    private HubTerminal hub;

    @BeforeEach
    void aProfileWithTwoRevisions(TestCluster own) {
        cluster = own;
        hub = new HubTerminal(own);
        for (String document : new String[] {
            PROFILE,
            REVISION.replace("VERSION", "v0").replace("NUMBER", "1"),
            REVISION.replace("VERSION", "v1").replace("NUMBER", "2")
        }) {
            assertThat(hub.apply(document)).as(hub.err()).isEqualTo(ExitCode.OK.code());
        }
    }

    @Test
    void historyListsTheNewestFirst() {
        assertThat(hub.run("history", "workloadprofile/web")).isEqualTo(ExitCode.OK.code());

        assertThat(hub.out().lines().map(line -> line.replaceAll(" +", " ").replaceAll(" [0-9]+s ", " 0s ")))
                .containsExactly("VERSION AGE USED BY LATEST NOTES", "v1 0s 0 image 2", "v0 0s 0 image 1");
        assertThat(hub.run("history", "wp/web", "-o", "name")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("v1\nv0\n");
        assertThat(hub.run("history", "environment/web")).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void diffNamesEachFieldAndARevisionThatDoesNotExist() {
        assertThat(hub.run("diff", "workloadprofile/web", "--from", "v0", "--to", "v1"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("""
                        v0 -> v1
                        ~ spec.workload.components[web].properties.image: "example/web:1" -> "example/web:2"
                        """);
        assertThat(hub.run("diff", "workloadprofile/web", "-o", "json")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("\"from\" : \"example/web:1\"");

        assertThat(hub.run("diff", "workloadprofile/web", "--from", "v7")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err())
                .contains("workloadprofile.mural.sh/web has no revision v7 (did you mean \"v0\" or \"v1\"?);"
                        + " it has v0, v1");
    }

    @Test
    void rollbackPutsTheWholeOldSpecBack() {
        assertThat(hub.run("rollback", "workloadprofile/web", "--to", "v9")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(profile().getSpec().revisionNotes()).isEqualTo("newest");

        assertThat(hub.run("rollback", "workloadprofile/web", "--to", "v0")).isEqualTo(ExitCode.OK.code());

        assertThat(hub.out())
                .isEqualTo("workloadprofile.mural.sh/web rolled back to v0; this makes the next revision\n");
        assertThat(profile().getSpec().variableSet()).isEmpty();
        assertThat(profile().getSpec().revisionNotes()).isEqualTo("Rollback to v0");
        assertThat(hub.run("rollback", "workloadprofile/web", "--to", "v0")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("workloadprofile.mural.sh/web unchanged: it says what v0 says\n");
    }

    private WorkloadProfile profile() {
        return cluster.client()
                .resources(WorkloadProfile.class)
                .inNamespace(cluster.namespace())
                .withName("web")
                .require();
    }
}
