// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadStatus.ComponentStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.health.Verdict;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final NamespacedName FOLDER = new NamespacedName("ml", "app-p000");
    private static final NamespacedName SOURCE = new NamespacedName("ml", "app");
    private static final String SIZE = ", definitionOutputRefs: [{name: size, type: integer, "
            + "pathRef: {apiVersion: apps/v1, kind: Deployment, path: .status.replicas}}]";
    private static final String READY = """
            metadata: {generation: 1}
            spec: {interval: 10m, prune: true, sourceRef: {kind: OCIRepository, name: app}}
            status: {observedGeneration: 1, lastAppliedRevision: "DIGEST", lastAttemptedRevision: "DIGEST",
              conditions: [{type: Ready, status: "True", reason: ReconciliationSucceeded, message: ok}]}
            """;

    @Test
    void everything_applied_and_well_is_ready() throws Exception {
        WorkloadStatus status = assess(folder(READY), part("db", "", Verdict.healthy("ok"), "{}"));

        assertThat(status.appliedDigest()).isEqualTo(DIGEST);
        assertThat(Conditions.isTrue(status.conditions(), ConditionType.READY)).isTrue();
        assertThat(status.components()).containsExactly(new ComponentStatus("db", Health.HEALTHY, null, List.of()));
    }

    @Test
    void an_open_health_check_means_applied_already() throws Exception {
        Kustomization waiting = folder(READY.replace("lastAppliedRevision: \"DIGEST\", ", "")
                .replace(
                        "conditions: [",
                        "conditions: [{type: Healthy, status: Unknown, reason: Progressing, message: x}, ")
                .replace("status: \"True\", reason: ReconciliationSucceeded", "status: Unknown, reason: Progressing"));

        WorkloadStatus status = assess(waiting, part("db", "", Verdict.progressing("0 of 1 available"), "{}"));

        assertThat(condition(status, ConditionType.APPLIED).getStatus()).isEqualTo("True");
        assertThat(condition(status, ConditionType.HEALTHY).getReason()).isEqualTo("Progressing");
        assertThat(condition(status, ConditionType.HEALTHY).getMessage())
                .isEqualTo("db: Deployment web Progressing: 0 of 1 available");
    }

    @Test
    void a_folder_that_could_not_be_applied_says_so() throws Exception {
        Kustomization failed = folder(READY.replace(
                "status: \"True\", reason: ReconciliationSucceeded, message: ok",
                "status: \"False\", reason: ReconciliationFailed, message: quota exceeded"));

        WorkloadStatus status = assess(failed);

        assertThat(condition(status, ConditionType.APPLIED).getReason()).isEqualTo("ApplyFailed");
        assertThat(condition(status, ConditionType.APPLIED).getMessage()).isEqualTo("app-p000: quota exceeded");
        assertThat(status.components().getFirst().message()).isEqualTo("not applied yet");
    }

    @Test
    void an_artifact_that_cannot_be_pulled_says_so() throws Exception {
        OCIRepository down = Serialization.unmarshal("""
                spec: {url: "oci://r.example/x", interval: 5m}
                status: {conditions: [{type: Ready, status: "False", reason: OCIArtifactPullFailed, message: registry is down}]}
                """, OCIRepository.class);
        Delivery delivery = new Delivery(
                Optional.of(new ManifestWork()), Map.of(SOURCE, Optional.of(down)), Map.of(FOLDER, Optional.empty()));

        Delivery.Progress progress = delivery.progress(DIGEST);

        assertThat(progress.status()).isEqualTo("False");
        assertThat(progress.message()).isEqualTo("registry is down");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a refusal, VerificationError, 2, sha256:DIGEST, NotVerified",
        "exchanged content, DigestMismatch, 2, sha256:DIGEST, DigestMismatch",
        "a refusal of an earlier spec, VerificationError, 1, sha256:DIGEST, Applied",
        "a refusal of another artifact, VerificationError, 2, sha256:OTHER, Applied",
    })
    void an_artifact_that_may_not_be_used_says_so_whatever_an_earlier_one_brought(
            String name, String reason, int observed, String pinned, String expected) throws Exception {
        OCIRepository refused = Serialization.unmarshal(
                """
                metadata: {generation: 2}
                spec: {url: "oci://r.example/x", interval: 5m, ref: {digest: "%s"}}
                status: {conditions: [{type: SourceVerified, status: "False", reason: %s, observedGeneration: %d, message: why}]}
                """.formatted(pinned.replace("sha256:DIGEST", DIGEST), reason, observed), OCIRepository.class);
        Delivery delivery = new Delivery(
                Optional.of(new ManifestWork()),
                Map.of(SOURCE, Optional.of(refused)),
                Map.of(FOLDER, Optional.of(folder(READY))));

        Delivery.Progress progress = delivery.progress(DIGEST);

        assertThat(progress.reason().text()).isEqualTo(expected);
        assertThat(progress.complete()).isEqualTo(expected.equals("Applied"));
    }

    @Test
    void a_foreign_namespace_outranks_everything_else() throws Exception {
        ManifestWork work = Serialization.unmarshal("""
                spec: {}
                status:
                  conditions: [{type: Applied, status: "False", reason: AppliedManifestWorkFailed, message: failed}]
                  resourceStatus: {manifests: [{resourceMeta: {ordinal: 0}, conditions: [
                    {type: Applied, status: "False", reason: NamespaceConflict, message: namespace ml belongs to x}]}]}
                """, ManifestWork.class);

        Delivery.Progress progress =
                new Delivery(Optional.of(work), Map.of(), Map.of(FOLDER, Optional.empty())).progress(DIGEST);

        assertThat(progress.reason().text()).isEqualTo("NamespaceConflict");
        assertThat(progress.message()).isEqualTo("namespace ml belongs to x");
    }

    @Test
    void traits_are_shown_beneath_their_component_and_count_for_it() throws Exception {
        WorkloadStatus status = assess(
                folder(READY),
                part("db", "", Verdict.healthy("ok"), "{}"),
                part("db", "gateway", Verdict.degraded("no address"), "{}"));

        ComponentStatus db = status.components().getFirst();
        assertThat(db.health()).isEqualTo(Health.DEGRADED);
        assertThat(db.traits()).singleElement().satisfies(trait -> {
            assertThat(trait.type()).isEqualTo("gateway");
            assertThat(trait.health()).isEqualTo(Health.DEGRADED);
        });
    }

    @Test
    void what_a_component_makes_beside_its_main_object_is_the_components_own_and_no_trait() throws Exception {
        String service = "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"status\": {\"replicas\": 3}}";
        String auxiliary = Part.trait(Map.of(Labels.TRAIT_TYPE, "AuxiliaryWorkload", Labels.TRAIT_RESOURCE, "service"));

        WorkloadStatus status =
                assess(SIZE, folder(READY), part("db", auxiliary, Verdict.degraded("no address"), service));

        ComponentStatus db = status.components().getFirst();
        assertThat(db.traits()).isEmpty();
        assertThat(db.health()).isEqualTo(Health.DEGRADED);
        assertThat(requireNonNull(status.outputs()).def()).isEqualTo(Map.of("db", Map.of("size", 3L)));
        assertThat(Part.trait(Map.of(Labels.TRAIT_TYPE, "gateway"))).isEqualTo("gateway");
    }

    @Test
    void outputs_are_read_from_the_component_and_typed() throws Exception {
        String object = "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"status\": {\"replicas\": 3}}";

        WorkloadStatus status = assess(SIZE, folder(READY), part("db", "", Verdict.healthy("ok"), object));
        WorkloadStatus missing = assess(SIZE, folder(READY));

        assertThat(requireNonNull(status.outputs()).def()).isEqualTo(Map.of("db", Map.of("size", 3L)));
        assertThat(condition(missing, ConditionType.OUTPUTS_READY).getReason()).isEqualTo("Waiting");
    }

    @Test
    void an_output_of_another_type_is_a_mismatch() throws Exception {
        String object =
                "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"status\": {\"replicas\": \"three\"}}";

        WorkloadStatus status = assess(SIZE, folder(READY), part("db", "", Verdict.healthy("ok"), object));

        assertThat(condition(status, ConditionType.OUTPUTS_READY).getReason()).isEqualTo("TypeMismatch");
    }

    private static WorkloadStatus assess(Kustomization folder, Part... parts) {
        return assess("", folder, parts);
    }

    private static WorkloadStatus assess(String outputs, Kustomization folder, Part... parts) {
        Workload workload = Serialization.unmarshal("""
                metadata: {generation: 1}
                spec:
                  clusterName: edge-1
                  artifact: {repository: "oci://r.example/x", digest: "%s"}
                  workload: {components: [{name: db, type: webservice%s}]}
                """.formatted(DIGEST, outputs), Workload.class);
        Delivery delivery = new Delivery(
                Optional.of(new ManifestWork()), Map.of(SOURCE, Optional.empty()), Map.of(FOLDER, Optional.of(folder)));
        List<Part> all = List.of(parts);
        return Assessment.of(
                workload, delivery, all, new Outputs(all, path -> Optional.empty(), Optional.empty()), NOW);
    }

    private static Part part(String component, String trait, Verdict verdict, String object) throws Exception {
        JsonNode node = new ObjectMapper().readTree(object);
        return new Part(
                new ObjectRef("apps", "Deployment", "ml", "web"),
                component,
                trait,
                Map.of(Labels.APP_COMPONENT, component),
                Optional.of(node),
                verdict);
    }

    private static Kustomization folder(String yaml) {
        return Serialization.unmarshal(yaml.replace("DIGEST", DIGEST), Kustomization.class);
    }

    private static Condition condition(WorkloadStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).orElseThrow();
    }
}
