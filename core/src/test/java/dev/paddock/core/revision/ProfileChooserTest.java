// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileChooserTest {
    private static final String UNPINNED = "workloadProfileRef: {name: web}";
    private static final String AUTO = "annotations: {app.oam.dev/autoUpdate: 'true'}";
    private static final String ON_V0 = "workloadProfileRevision: v0, revisionChosenFor: project-a/web";

    private final Given given = new Given("web", "uid-1");

    @BeforeEach
    void threeRevisionsAreStored() {
        given.says("0").settle();
        given.says("1").settle();
        given.says("2").settle();
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of("a new one gets the newest", UNPINNED, "", "", "v2"),
                Arguments.of("one that has a revision stays on it", UNPINNED, "", ON_V0, "v0"),
                Arguments.of("unless it is to follow", UNPINNED, AUTO, ON_V0, "v2"),
                Arguments.of("a named one is taken", "workloadProfileRef: {name: web, revision: v1}", "", ON_V0, "v1"),
                Arguments.of(
                        "a reference that no longer names one takes the newest",
                        UNPINNED,
                        "",
                        "workloadProfileRevision: v1, revisionChosenFor: project-a/web@v1",
                        "v2"),
                Arguments.of(
                        "a platform of another version takes the newest",
                        UNPINNED,
                        "annotations: {palette.ai/platform-version: '2'}",
                        ON_V0,
                        "v2"),
                Arguments.of(
                        "what was recorded before revisions were stored is no choice",
                        UNPINNED,
                        "",
                        "workloadProfileRevision: v0",
                        "v2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void aRevisionIsChosen(String name, String spec, String metadata, String status, String expected) {
        assertThat(choose(spec, metadata, status).revision())
                .hasValueSatisfying(found -> assertThat(found.version()).isEqualTo(expected));
    }

    @Test
    void aRevisionThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThat(choose("workloadProfileRef: {name: web, revision: v7}", "", ""))
                .isEqualTo(new ProfileChoice.Waiting(
                        Reason.REVISION_NOT_FOUND,
                        "spec.workloadProfileRef.revision: Not found: \"v7\" (did you mean \"v0\" or \"v1\" or \"v2\"?);"
                                + " WorkloadProfile project-a/web has v0, v1, v2"));
    }

    @Test
    void aRevisionThatWasDeletedIsNotReplacedByAnother() {
        given.stored.removeFirst();

        assertThat(choose(UNPINNED, "", ON_V0))
                .isInstanceOfSatisfying(
                        ProfileChoice.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(Reason.REVISION_NOT_FOUND));
    }

    @Test
    void whoChoosesAfterAChangeWaitsUntilItIsStoredAndNobodyElseDoes() {
        given.says("3");

        assertThat(choose(UNPINNED, "", ""))
                .isEqualTo(new ProfileChoice.Waiting(
                        Reason.EVALUATING,
                        "WorkloadProfile project-a/web: generation 4 is not stored as a revision yet"));
        assertThat(choose("workloadProfileRef: {name: web, revision: v3}", "", ""))
                .isInstanceOfSatisfying(
                        ProfileChoice.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(Reason.EVALUATING));
        assertThat(choose(UNPINNED, "", ON_V0).revision()).isPresent();
        assertThat(choose(UNPINNED, AUTO, ON_V0).revision())
                .hasValueSatisfying(found -> assertThat(found.version()).isEqualTo("v0"));
    }

    @Test
    void aRevisionOnRecordThatIsNotSeenYetIsWaitedFor() {
        given.says("3").settle();
        given.stored.removeLast();

        assertThat(choose(UNPINNED, "", ""))
                .isInstanceOfSatisfying(
                        ProfileChoice.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(Reason.EVALUATING));
    }

    @Test
    void aProfileThatCannotBeStoredSaysWhy() {
        given.versioning = Optional.of("calendar");
        given.says("3").settle();

        assertThat(choose(UNPINNED, "", ""))
                .isInstanceOfSatisfying(
                        ProfileChoice.Waiting.class,
                        waiting -> assertThat(waiting.message())
                                .contains("is not stored as a revision yet: ConfigMap mural-system/paddock-config"));
    }

    @Test
    void aMissingProfileIsNamed() {
        assertThat(choose("workloadProfileRef: {name: wep}", "", ""))
                .isEqualTo(new ProfileChoice.Waiting(
                        Reason.WORKLOAD_PROFILE_NOT_FOUND,
                        "WorkloadProfile project-a/wep does not exist; waiting for it"));
    }

    @Test
    void aRevisionKeepsItsLabelsButTakesTodaysPodSecurity() {
        given.profile.getMetadata().setLabels(Map.of("palette.ai/platform-version", "1"));
        given.says("3").settle();
        given.profile
                .getMetadata()
                .setLabels(
                        Map.of("palette.ai/platform-version", "2", "pod-security.kubernetes.io/enforce", "privileged"));

        assertThat(choose(UNPINNED, "", "").revision())
                .hasValueSatisfying(found -> assertThat(found.labels())
                        .isEqualTo(Map.of(
                                "palette.ai/platform-version",
                                "1",
                                "pod-security.kubernetes.io/enforce",
                                "privileged")));
    }

    private ProfileChoice choose(String spec, String metadata, String status) {
        return new ProfileChooser(new Stored()).choose(Given.deployment(spec, metadata, status));
    }

    private final class Stored implements ProfileChooser.Profiles {
        @Override
        public Optional<WorkloadProfile> profile(String namespace, String name) {
            return Optional.of(given.profile)
                    .filter(found -> found.getMetadata().getName().equals(name));
        }

        @Override
        public Optional<DefinitionRevision> revision(String namespace, String name) {
            return given.stored.stream()
                    .filter(found -> found.getMetadata().getName().equals(name))
                    .findFirst();
        }

        @Override
        public List<DefinitionRevision> revisions(String namespace, String profile) {
            return given.stored;
        }
    }
}
