// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which cluster leaves the hub, and how long that may take. */
final class DepartureOptions {
    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    String name = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long to wait for the hub to let go of it (${DEFAULT-VALUE}).")
    String timeout = "2m";
}
