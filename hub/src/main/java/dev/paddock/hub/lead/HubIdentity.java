// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.lead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a hub process so that another one on the same machine can tell whether it still lives: host, boot, process and the
 * time it started. A process id alone is used again.
 */
public record HubIdentity(String host, String boot, long pid, long startedAt) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String SEPARATOR = "_";

    public static HubIdentity ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new HubIdentity(thisHost(), thisBoot(), self.pid(), startOf(self));
    }

    public static Optional<HubIdentity> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 4 || !parts[2].matches("[0-9]{1,10}") || !parts[3].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new HubIdentity(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    }

    /** Whether the named process is known not to run any more; of another machine nothing is known. */
    public boolean isKnownDead() {
        if (!host.equals(thisHost())) {
            return false;
        }
        return !boot.equals(thisBoot())
                || ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> startOf(process) == startedAt)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, host, boot, Long.toString(pid), Long.toString(startedAt));
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(SEPARATOR, "-");
        } catch (java.net.UnknownHostException e) {
            return "localhost"; // a machine without a name is its own and only one
        }
    }

    private static String thisBoot() {
        if (!Files.isReadable(BOOT_ID)) {
            return "unknown";
        }
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + BOOT_ID, e);
        }
    }
}
