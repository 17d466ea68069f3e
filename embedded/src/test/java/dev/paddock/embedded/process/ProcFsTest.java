// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
    @TempDir
    Path proc;

    private ProcFs processes;

    @BeforeEach
    void machine() throws IOException {
        write("sys/kernel/random/boot_id", "boot-1\n");
        write("uptime", "1000.50 1.0\n");
        processes = new ProcFs(proc);
    }

    @Test
    void aNameWithBlanksAndParenthesesDoesNotShiftTheFields() throws IOException {
        process(7, "a) b (c", "S", 90_000);
        assertThat(processes.sample(7)).hasValueSatisfying(sample -> {
            assertThat(sample.startTicks()).isEqualTo(90_000);
            assertThat(sample.privateBytes()).isEqualTo(60 * 4096);
            assertThat(processes.uptime(sample)).isEqualTo(Duration.ofMillis(100_500));
        });
    }

    @Test
    void onlyTheSameProcessOfTheSameBootIsAlive() throws IOException {
        process(7, "java", "S", 90_000);
        assertThat(processes.alive(new ProcessIdentity(7, 90_000, "boot-1"))).isTrue();
        assertThat(processes.alive(new ProcessIdentity(7, 90_001, "boot-1"))).isFalse();
        assertThat(processes.alive(new ProcessIdentity(7, 90_000, "boot-0"))).isFalse();
        assertThat(processes.alive(new ProcessIdentity(8, 90_000, "boot-1"))).isFalse();
    }

    @Test
    void aZombieIsDead() throws IOException {
        process(7, "java", "Z", 90_000);
        assertThat(processes.alive(new ProcessIdentity(7, 90_000, "boot-1"))).isFalse();
    }

    @Test
    void aZombieWhoseThreadsStillEndHoldsItsPortsAndIsAlive() throws IOException {
        process(7, "kube-apiserver", "Z", 90_000, 12);
        assertThat(processes.alive(new ProcessIdentity(7, 90_000, "boot-1"))).isTrue();
    }

    @Test
    void memoryIsThatOfAProcessAndOfWhatItKeeps() throws IOException {
        process(7, "sh", "S", 90_000);
        process(8, "kubelet", "S", 90_001);
        write("7/task/7/children", "8 ");
        write("8/task/8/children", "");
        assertThat(processes.privateBytesOfTree(7)).isEqualTo(2 * 60 * 4096);
        assertThat(processes.privateBytesOfTree(8)).isEqualTo(60 * 4096);
        assertThat(processes.privateBytesOfTree(9)).isZero();
    }

    private void process(int pid, String name, String state, long start) throws IOException {
        process(pid, name, state, start, 1);
    }

    private void process(int pid, String name, String state, long start, int threads) throws IOException {
        String between = " 1".repeat(16);
        write(pid + "/stat", "%d (%s) %s%s %d 0 %d 1 1 1\n".formatted(pid, name, state, between, threads, start));
        write(pid + "/statm", "500 100 40 1 0 1 0\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
