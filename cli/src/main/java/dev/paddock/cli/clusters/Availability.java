// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.value.GoDuration;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for what a cluster and its agent make of each other, by watching the cluster's object on the hub. */
final class Availability {
    private final LocalHub hub;
    private final Terminal terminal;

    Availability(LocalHub hub, Terminal terminal) {
        this.hub = hub;
        this.terminal = terminal;
    }

    ExitCode await(String name, String timeout) {
        Duration limit = duration(timeout);
        if (limit.isZero()) {
            return ExitCode.OK;
        }
        if (until(name, limit, Availability::available)) {
            terminal.out().println(name + ": joined and available");
            return ExitCode.OK;
        }
        terminal.err().println("error: " + name + " is not available after " + timeout);
        terminal.err().println("  try: paddock explain managedcluster/" + name + "; paddock logs agent " + name);
        return ExitCode.TIMED_OUT;
    }

    /** Whether the cluster's object went away in time. */
    boolean awaitGone(String name, String timeout) {
        return until(name, duration(timeout), Objects::isNull);
    }

    private boolean until(String name, Duration limit, Predicate<ManagedCluster> wanted) {
        try {
            hub.cluster(name).waitUntilCondition(wanted, limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (KubernetesClientTimeoutException late) {
            return false;
        }
    }

    private static boolean available(ManagedCluster cluster) {
        return cluster != null && isTrue(cluster, OcmNames.CONDITION_AVAILABLE);
    }

    static boolean isTrue(ManagedCluster cluster, String condition) {
        return cluster.getStatus() != null
                && cluster.getStatus().conditions().stream()
                        .anyMatch(found -> condition.equals(found.getType()) && "True".equals(found.getStatus()));
    }

    static Duration duration(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new CliException(ExitCode.USAGE, "--timeout: " + malformed.getMessage(), null, malformed);
        }
    }
}
