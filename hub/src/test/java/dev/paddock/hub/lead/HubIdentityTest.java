// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubIdentityTest {
    private final HubIdentity self = HubIdentity.ofThisProcess();

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(HubIdentity.parse(self.toString())).contains(self);
    }

    @Test
    void thisProcessLives() {
        assertThat(self.isKnownDead()).isFalse();
    }

    @Test
    void aProcessThatHasThisIdButStartedAtAnotherTimeIsAnotherAndDead() {
        assertThat(new HubIdentity(self.host(), self.boot(), self.pid(), self.startedAt() - 1).isKnownDead())
                .isTrue();
    }

    @Test
    void aProcessOfAnEarlierBootIsDead() {
        assertThat(new HubIdentity(self.host(), "earlier", self.pid(), self.startedAt()).isKnownDead())
                .isTrue();
    }

    @Test
    void ofAnotherMachineNothingIsKnown() {
        assertThat(new HubIdentity("elsewhere", self.boot(), self.pid(), 0).isKnownDead())
                .isFalse();
    }

    @Test
    void aHolderThatIsNoHubOfOursIsNotParsed() {
        assertThat(HubIdentity.parse("somebody-else")).isEmpty();
    }
}
