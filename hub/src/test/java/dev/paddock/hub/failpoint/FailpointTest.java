// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Step;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailpointTest {
    private final AtomicInteger crashes = new AtomicInteger();
    private final Failpoint failpoint = Failpoint.at("ReserveGPU", crashes::incrementAndGet);

    @Test
    void theStepCrashesWhenItIsAboutToBeRecordedAsDone() {
        failpoint.recording(List.of(entry(State.RUNNING)), List.of(entry(State.SUCCEEDED)));

        assertThat(crashes).hasValue(1);
    }

    @Test
    void aStepThatIsNotDoneOrWasDoneBeforeCrashesNothing() {
        failpoint.recording(List.of(), List.of(entry(State.RUNNING)));
        failpoint.recording(List.of(entry(State.SUCCEEDED)), List.of(entry(State.SUCCEEDED)));
        failpoint.beforeDone(Step.PUBLISH);
        failpoint.reached(DeliveryPoint.TELL);

        assertThat(crashes).hasValue(0);
    }

    @Test
    void aStepThatWasDoneIsKnownAgainAfterItsStatusWasWrittenAndRead() {
        KubernetesSerialization yaml = new KubernetesSerialization();
        TimelineEntry read = yaml.unmarshal(yaml.asYaml(entry(State.SUCCEEDED)), TimelineEntry.class);

        failpoint.recording(List.of(read), List.of(entry(State.SUCCEEDED)));

        assertThat(read).isEqualTo(entry(State.SUCCEEDED));
        assertThat(crashes).hasValue(0);
    }

    @Test
    void aPointOfADeliveryIsNamedAsAStepIs() {
        assertThat(Failpoint.named("telLwork")).isPresent();
        assertThat(Failpoint.named("Telling")).isEmpty();

        Failpoint.at("Sign", crashes::incrementAndGet).reached(DeliveryPoint.SIGN);

        assertThat(crashes).hasValue(1);
    }

    private static TimelineEntry entry(State state) {
        return new TimelineEntry(Step.RESERVE_GPU, "", state, null, null, null, null);
    }
}
