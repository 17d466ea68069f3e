// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.ocm.ManifestConfig.FeedbackRule;
import dev.paddock.api.ocm.ManifestConfig.FeedbackType;
import dev.paddock.api.ocm.ManifestConfig.JsonPath;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkStatus;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestResourceMeta;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkReportTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ManifestResourceMeta META =
            new ManifestResourceMeta(0, "apps", "v1", "Deployment", "deployments", "web", "team");
    private static final ObjectRef REF = new ObjectRef("apps", "Deployment", "team", "web");

    @Test
    void all_there_is_applied_and_available() throws Exception {
        ManifestWorkStatus status = report(work(), line(readOnly(), deployment(), List.of()));

        assertThat(condition(status, "Applied").getReason()).isEqualTo("AppliedManifestWorkComplete");
        assertThat(condition(status, "Available").getReason()).isEqualTo("ResourcesAvailable");
        assertThat(condition(status, "Available").getObservedGeneration()).isEqualTo(3);
    }

    @Test
    void one_failure_fails_the_work_and_is_said() {
        ManifestResult failed = new ManifestResult.Failed(META, "AppliedManifestFailed", "no such kind", true);

        ManifestWorkStatus status = report(work(), new WorkReport.Line(failed, Optional.empty(), List.of()));

        assertThat(condition(status, "Applied").getStatus()).isEqualTo("False");
        assertThat(condition(status, "Applied").getMessage()).endsWith("no such kind");
        assertThat(condition(status, "Available").getMessage()).isEqualTo("1 of 1 resources are not available");
    }

    @Test
    void values_travel_back_with_their_types() throws Exception {
        FeedbackRule wellKnown = new FeedbackRule(FeedbackType.WELL_KNOWN_STATUS, List.of());
        FeedbackRule paths = new FeedbackRule(
                FeedbackType.JSON_PATHS,
                List.of(
                        new JsonPath("phase", null, ".status.phase"),
                        new JsonPath("raw", null, ".status.list"),
                        new JsonPath("absent", null, ".status.absent"),
                        new JsonPath("otherVersion", "v2", ".status.phase")));

        ManifestWorkStatus status = report(work(), line(readOnly(), deployment(), List.of(wellKnown, paths)));

        var manifest = requireNonNull(status.resourceStatus()).manifests().getFirst();
        assertThat(requireNonNull(manifest.statusFeedback()).values().toString())
                .contains("ReadyReplicas", "integer=2", "phase", "string=Up", "raw", "jsonRaw=[1,2]")
                .doesNotContain("absent", "otherVersion");
        assertThat(ConditionList.isTrue(manifest.conditions(), "StatusFeedbackSynced"))
                .isTrue();
    }

    @Test
    void a_path_that_cannot_be_read_is_reported_not_ignored() throws Exception {
        FeedbackRule bad = new FeedbackRule(FeedbackType.JSON_PATHS, List.of(new JsonPath("x", null, "..a")));

        ManifestWorkStatus status = report(work(), line(readOnly(), deployment(), List.of(bad)));

        Condition synced = ConditionList.find(
                        requireNonNull(status.resourceStatus())
                                .manifests()
                                .getFirst()
                                .conditions(),
                        "StatusFeedbackSynced")
                .orElseThrow();
        assertThat(synced.getStatus()).isEqualTo("False");
        assertThat(synced.getMessage()).contains("x: path: Invalid value");
    }

    /** Else each report would cause the next: the hub tells of the write, and the work is looked at again. */
    @Test
    void the_same_situation_gives_an_equal_status_at_another_time() throws Exception {
        ManifestWork work = work();
        ManifestResult ofCoreGroup = new ManifestResult.Watched(
                new ManifestResourceMeta(1, "", "v1", "Namespace", "namespaces", "team", ""),
                new ObjectRef("", "Namespace", "", "team"),
                Optional.empty());
        List<WorkReport.Line> lines =
                List.of(line(readOnly(), deployment(), List.of()), line(ofCoreGroup, deployment(), List.of()));
        ManifestWorkStatus written = new WorkReport(work, NOW).status(lines);
        work.setStatus(readBack(written));

        assertThat(new WorkReport(work, NOW.plusSeconds(3600)).status(lines)).isEqualTo(work.getStatus());
    }

    private static ManifestWorkStatus readBack(ManifestWorkStatus written) throws Exception {
        ObjectMapper json = new ObjectMapper();
        return json.readValue(json.writeValueAsString(written), ManifestWorkStatus.class);
    }

    private static ManifestWorkStatus report(ManifestWork work, WorkReport.Line... lines) {
        return new WorkReport(work, NOW).status(List.of(lines));
    }

    private static WorkReport.Line line(ManifestResult result, JsonNode live, List<FeedbackRule> feedback) {
        return new WorkReport.Line(result, Optional.of(live), feedback);
    }

    private static ManifestResult readOnly() {
        return new ManifestResult.Watched(META, REF, Optional.empty());
    }

    private static JsonNode deployment() throws Exception {
        return new ObjectMapper().readTree("""
                {"apiVersion": "apps/v1", "kind": "Deployment",
                 "status": {"readyReplicas": 2, "phase": "Up", "list": [1, 2]}}""");
    }

    private static ManifestWork work() {
        ManifestWork work = new ManifestWork();
        work.setMetadata(
                new ObjectMetaBuilder().withName("w").withGeneration(3L).build());
        return work;
    }

    private static Condition condition(ManifestWorkStatus status, String type) {
        return ConditionList.find(status.conditions(), type).orElseThrow();
    }
}
