// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.Home;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which hub a command talks to, and as whom; spelled as kubectl spells it. */
public final class HubOptions {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig of the hub.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context to use of --kubeconfig, else of $KUBECONFIG or ~/.kube/config.")
    private @Nullable String context;

    @Option(names = "--as", paramLabel = "USER", description = "Act as this user.")
    private @Nullable String user;

    @Option(names = "--as-group", paramLabel = "GROUP", description = "Act as a member of this group; repeatable.")
    private List<String> groups = new ArrayList<>();

    public Hub connect(Terminal terminal) {
        Path file = file(terminal);
        if (!Files.isReadable(file)) {
            throw kubeconfig == null && context == null
                    ? new CliException(
                            ExitCode.UNREACHABLE,
                            "no hub is up: there is no " + file,
                            "paddock up, or name a cluster with --kubeconfig")
                    : new CliException(ExitCode.USAGE, "cannot read the kubeconfig " + file, null);
        }
        Config config = Config.fromKubeconfig(context, file.toFile());
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            throw new CliException(ExitCode.USAGE, file + " has no context \"" + context + "\"", null);
        }
        if (user != null) {
            config.setImpersonateUsername(user);
            config.setImpersonateGroups(groups.toArray(String[]::new));
        }
        return Hub.connect(config);
    }

    private Path file(Terminal terminal) {
        if (kubeconfig != null) {
            return terminal.directory().resolve(kubeconfig);
        }
        if (context != null) {
            Path home = Path.of(terminal.environment().getOrDefault("HOME", "."));
            String named = terminal.environment().getOrDefault("KUBECONFIG", "");
            return named.isEmpty() ? home.resolve(".kube/config") : Path.of(named);
        }
        return localKubeconfig(terminal);
    }

    /** The administrator's kubeconfig of the hub on this machine, whether or not there is one. */
    public static Path localKubeconfig(Terminal terminal) {
        Path userHome = Path.of(terminal.environment().getOrDefault("HOME", "."));
        return Home.from(terminal.environment(), userHome).cluster("hub").resolve("kubeconfig");
    }
}
