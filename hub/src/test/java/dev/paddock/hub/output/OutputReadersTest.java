// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.output.DeploymentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputReadersTest {
    private static final DeploymentName READER = new DeploymentName("project-a", "train");
    private static final DeploymentName SOURCE = new DeploymentName("project-a", "mlflow");

    private final List<DeploymentName> woken = new ArrayList<>();
    private final OutputReaders readers = new OutputReaders(woken::add);

    @Test
    void whoReadsIsKnownUntilItReadsNoMore() {
        readers.record(READER, seen(Set.of(SOURCE), ""));
        assertThat(readers.of(SOURCE)).containsExactly(READER);

        readers.record(READER, seen(Set.of(), ""));
        assertThat(readers.of(SOURCE)).isEmpty();
    }

    @Test
    void aReaderWakesWhenTheSourceSharesOrReadsAnew() {
        readers.record(READER, seen(Set.of(SOURCE), ""));
        readers.record(SOURCE, seen(Set.of(), ""));
        assertThat(woken).containsExactly(READER);

        readers.record(SOURCE, seen(Set.of(), ""));
        assertThat(woken).hasSize(1);

        readers.record(SOURCE, seen(Set.of(), "project-b"));
        assertThat(woken).hasSize(2);
    }

    @Test
    void aReaderWakesWhenAnOutputChanges() {
        readers.record(READER, seen(Set.of(SOURCE), ""));
        readers.record(SOURCE, seen(Set.of(), ""));
        woken.clear();

        var outputs = new WorkloadStatus.Outputs(Map.of(), Map.of("url", "http://mlflow"));
        readers.record(
                SOURCE, new OutputReaders.Seen(Set.of(), "", new TreeMap<>(Map.of("spoke-1", Optional.of(outputs)))));

        assertThat(woken).containsExactly(READER);
    }

    @Test
    void twoThatReadEachOtherDoNotWakeEachOtherForEver() {
        readers.record(READER, seen(Set.of(SOURCE), ""));
        readers.record(SOURCE, seen(Set.of(READER), ""));
        readers.record(READER, seen(Set.of(SOURCE), ""));
        readers.record(SOURCE, seen(Set.of(READER), ""));

        assertThat(woken).containsExactly(READER);
    }

    @Test
    void whoReadsSomethingDeletedWakesAndStaysOnRecord() {
        readers.record(SOURCE, seen(Set.of(), ""));
        readers.record(READER, seen(Set.of(SOURCE), ""));

        readers.forget(SOURCE);

        assertThat(woken).containsExactly(READER);
        assertThat(readers.of(SOURCE)).containsExactly(READER);
    }

    private static OutputReaders.Seen seen(Set<DeploymentName> sources, String sharedWith) {
        return new OutputReaders.Seen(sources, sharedWith, new TreeMap<>());
    }
}
