// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets an orphaned cluster, or one of your own, go with everything that runs on it; its GPUs no longer count. */
@Command(
        name = "release",
        description = {
            "Take a cluster off the hub and leave everything running on it, as for one kept by delete policy Orphan.",
            "Its GPUs no longer count against any limit."
        })
final class ReleaseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DepartureOptions options = new DepartureOptions();

    @Option(names = "--force", description = "Without waiting for its agent.")
    private boolean force;

    ReleaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String name = options.name;
        try (LocalHub hub = LocalHub.open(terminal)) {
            Departure departure = new Departure(hub, terminal, name);
            ManagedCluster cluster = departure.unowned();
            departure.orphanWorks();
            ExitCode result = departure.detach(options.timeout, force);
            if (result == ExitCode.OK) {
                Map<String, String> annotations = cluster.getMetadata().getAnnotations();
                boolean charged = annotations.containsKey(Annotations.GPU_CHARGE);
                terminal.out()
                        .println(name + ": released, it runs on without the hub"
                                + (charged ? "; its GPUs no longer count" : ""));
            }
            return result.code();
        }
    }
}
