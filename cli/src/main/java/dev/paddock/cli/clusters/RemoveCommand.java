// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a cluster off the hub and everything the hub delivered off the cluster. The cluster itself runs on. */
@Command(
        name = "remove",
        description = {
            "Take a cluster off the hub, and what was delivered off the cluster. The cluster itself runs on.",
            "Refused while something is delivered to it, unless --force."
        })
final class RemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DepartureOptions options = new DepartureOptions();

    @Option(names = "--force", description = "Also with deliveries on it, and without waiting for its agent.")
    private boolean force;

    RemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (LocalHub hub = LocalHub.open(terminal)) {
            Departure departure = new Departure(hub, terminal, options.name);
            ExitCode result;
            if (departure.halfDone()) {
                departure.complete();
                result = ExitCode.OK;
            } else {
                departure.unowned();
                refuseDeliveries(departure);
                result = departure.detach(options.timeout, force);
            }
            if (result == ExitCode.OK) {
                terminal.out().println(options.name + ": removed from the hub");
            }
            return result.code();
        }
    }

    private void refuseDeliveries(Departure departure) {
        List<String> deliveries = departure.works().stream()
                .map(ManifestWork::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
        if (!deliveries.isEmpty() && !force) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "cluster " + options.name + " still runs " + String.join(", ", deliveries),
                    "delete them first, or add --force; paddock cluster release keeps them running there");
        }
    }
}
