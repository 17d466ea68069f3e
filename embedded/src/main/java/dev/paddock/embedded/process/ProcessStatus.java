// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import java.nio.file.Path;
import java.time.Duration;

/** A recorded process as it is now. */
public sealed interface ProcessStatus {
    String id();

    /** @param memoryBytes held right now by this process and those it has started and waits for */
    record Running(String id, long pid, Duration uptime, long memoryBytes, Path log) implements ProcessStatus {}

    /** Recorded, but not there: it ended, was killed, or the machine was restarted. */
    record Dead(String id, Path log) implements ProcessStatus {}
}
