// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.hub.failpoint.Failpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The hub's command line. */
final class HubOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            required = true,
            paramLabel = "FILE",
            description = "Of user paddock-hub on the hub's API server.")
    Path kubeconfig = Path.of("");

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "State directory of this machine.")
    Path home = Path.of("");

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            paramLabel = "IP",
            description = "Where the hub's API server reaches this process; the certificate names it.")
    String address = "127.0.0.1";

    @Option(names = "--port", defaultValue = "0", paramLabel = "N", description = "HTTPS port at --address.")
    int port;

    @Option(
            names = "--tls-dir",
            required = true,
            paramLabel = "DIR",
            description = "Holds tls.crt, tls.key and the authority's ca.crt.")
    Path tlsDirectory = Path.of("");

    @Option(
            names = "--failpoint",
            paramLabel = "STEP",
            description = "For tests: die right before this step is recorded as done.")
    @Nullable
    String failpoint;

    Failpoint failpoint() {
        String named = failpoint;
        if (named == null) {
            return Failpoint.none();
        }
        return Failpoint.named(named)
                .orElseThrow(() -> new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        "--failpoint: \"%s\" is not a step; steps are: %s"
                                .formatted(named, String.join(", ", Failpoint.names()))));
    }
}
