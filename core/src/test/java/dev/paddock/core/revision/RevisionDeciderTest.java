// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.oam.DefinitionRevision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevisionDeciderTest {
    private final Given given = new Given("web", "uid-1");

    @Test
    void theFirstSpecIsStoredWithAllThatItSays() {
        given.profile.getMetadata().setLabels(java.util.Map.of("palette.ai/platform", "web"));

        given.says("1", "revisionNotes: first").settle();

        DefinitionRevision revision = given.stored.getFirst();
        assertThat(revision.getMetadata().getName()).isEqualTo("wp-web-v0");
        assertThat(revision.getMetadata().getNamespace()).isEqualTo("project-a");
        assertThat(revision.getMetadata().getLabels()).containsEntry("palette.ai/workload-profile", "web");
        assertThat(revision.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("uid-1"));
        assertThat(revision.getSpec().revision()).isEqualTo(1);
        assertThat(revision.getSpec().workloadProfile())
                .satisfies(snapshot -> assertThat(snapshot.spec()).isEqualTo(given.profile.getSpec()))
                .satisfies(snapshot -> assertThat(snapshot.labels()).containsEntry("palette.ai/platform", "web"));
        assertThat(given.profile.getStatus().observedGeneration()).isEqualTo(1);
        assertThat(given.profile.getStatus().conditions())
                .singleElement()
                .satisfies(
                        ready -> assertThat(ready.getType() + ready.getStatus()).isEqualTo("ReadyTrue"));
    }

    @Test
    void aChangeIsTheNextVersionAndAnOldSpecAgainIsAChange() {
        given.says("1").settle();
        given.says("2").settle();
        given.says("1").settle();

        assertThat(given.versions()).containsExactly("v0", "v1", "v2");
        assertThat(given.stored.get(2).getSpec().revisionHash())
                .isEqualTo(given.stored.get(0).getSpec().revisionHash());
    }

    @Test
    void otherNotesOrAnotherWayOfCountingAreNoChange() {
        given.says("1").settle();

        RevisionDecision notes = given.says("1", "revisionNotes: better words", "revisionBump: Major")
                .settle();

        assertThat(notes).isInstanceOf(RevisionDecision.Keep.class);
        assertThat(given.versions()).containsExactly("v0");
        assertThat(given.profile.getStatus().observedGeneration()).isEqualTo(2);
    }

    @Test
    void semanticVersionsRiseByWhatTheSpecAsksFor() {
        given.versioning = Optional.of("semantic");
        given.says("1").settle();
        given.says("2", "revisionBump: Minor").settle();
        given.says("3").settle();
        given.says("4", "revisionBump: Major").settle();

        assertThat(given.versions()).containsExactly("v0.0.1", "v0.1.0", "v0.1.1", "v1.0.0");
        assertThat(given.stored.getLast().getMetadata().getName()).isEqualTo("wp-web-v1-0-0");
    }

    @Test
    void anInstallationMayChangeItsWayOfCounting() {
        given.says("1").settle();
        given.says("2").settle();
        given.versioning = Optional.of("semantic");
        given.says("3").settle();
        given.versioning = Optional.of("basic");
        given.says("4").settle();

        assertThat(given.versions()).containsExactly("v0", "v1", "v1.0.1", "v2");
    }

    @Test
    void aHubThatDiesBeforeItsStatusIsWrittenStoresTheChangeOnce() {
        given.says("1").settle();
        given.create(given.says("2").decide());

        RevisionDecision after = given.decide();

        assertThat(after).isInstanceOf(RevisionDecision.Keep.class);
        assertThat(after.status().latestRevision())
                .isNotNull()
                .satisfies(latest -> assertThat(latest.version()).isEqualTo("v1"));
        assertThat(after.status().observedGeneration()).isEqualTo(2);
    }

    @Test
    void aSettledProfileHasNothingToDo() {
        given.says("1").settle();

        assertThat(given.decide().status()).isEqualTo(given.profile.getStatus());
    }

    @Test
    void theTwentyNewestUnusedAreKeptAndEveryUsedOne() {
        given.used = Set.of("v1");
        IntStream.rangeClosed(0, 25).forEach(tag -> given.says("t" + tag).settle());

        assertThat(given.versions()).hasSize(22).startsWith("v1", "v5", "v6").endsWith("v24", "v25");
        assertThat(given.stored)
                .extracting(revision -> revision.getSpec().revision())
                .contains(26L);
    }

    @Test
    void aDeletedNewestRevisionIsMadeAgainAndItsVersionIsNeverGivenToAnother() {
        given.says("1").settle();
        given.says("2").settle();
        DefinitionRevision lost = given.stored.removeLast();

        given.settle();

        assertThat(given.versions()).containsExactly("v0", "v1");
        assertThat(given.stored.getLast().getSpec()).isEqualTo(lost.getSpec());

        given.stored.removeLast();
        given.says("3").settle();

        assertThat(given.versions()).containsExactly("v0", "v2");
        assertThat(given.stored.getLast().getSpec().revision()).isEqualTo(3);
    }

    @Test
    void whatANamesakeLeftBehindGoesBeforeItsNamesAreTaken() {
        given.says("1").settle();
        Given again = new Given("web", "uid-2").says("other");
        again.stored.addAll(given.stored);

        RevisionDecision decision = again.decide();

        assertThat(decision).isInstanceOfSatisfying(RevisionDecision.Store.class, store -> {
            assertThat(store.leftovers()).isEqualTo(given.stored);
            assertThat(store.revision().getSpec().version()).isEqualTo("v0");
        });
    }

    @Test
    void aNameThatDiffersInDotsOnlyIsRefusedInWords() {
        Given dotted = new Given("a.b", "uid-1").says("1");
        dotted.settle();
        Given hyphen = new Given("a-b", "uid-2").says("1");
        hyphen.stored.addAll(dotted.stored);

        RevisionDecision decision = hyphen.settle();

        assertThat(decision).isInstanceOf(RevisionDecision.Refuse.class);
        assertThat(decision.status().conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.getReason()).isEqualTo("CreateFailed");
            assertThat(ready.getMessage())
                    .isEqualTo("DefinitionRevision wp-a-b-v0 belongs to WorkloadProfile a.b, whose name differs in dots"
                            + " only; rename this profile");
        });
        assertThat(hyphen.latest()).isEmpty();
    }

    @Test
    void anUnknownWayOfCountingIsSaidAndStoresNothing() {
        given.says("1").settle();
        given.versioning = Optional.of("calendar");

        RevisionDecision decision = given.says("2").settle();

        assertThat(decision).isInstanceOf(RevisionDecision.Refuse.class);
        assertThat(decision.status().observedGeneration()).isEqualTo(1);
        assertThat(decision.status().conditions().getFirst().getMessage())
                .contains("data.versioningType: Unsupported value: \"calendar\"");
        assertThat(given.versions()).isEqualTo(List.of("v0"));
    }
}
