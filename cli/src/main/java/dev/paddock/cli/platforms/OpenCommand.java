// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ClusterClaims;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.objects.Lookup;
import dev.paddock.cli.objects.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the browser of this machine to a platform. */
@Command(
        name = "open",
        description = {
            "Open a platform in the browser; where there is none, print its address.",
            "Says why if there is no address yet, or if nothing can answer because nodes are simulated."
        })
public final class OpenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(names = "--print", description = "Print the address and do no more.")
    private boolean print;

    @Parameters(paramLabel = "KIND/NAME", description = "What to open, as in mlplatform/mlflow.", arity = "1..2")
    private List<String> words = new ArrayList<>();

    public OpenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String url;
        try (Hub hub = hubOptions.connect(terminal)) {
            url = address(hub);
        }
        if (print || !open(url)) {
            terminal.out().println(url);
        }
        return ExitCode.OK.code();
    }

    private String address(Hub hub) {
        List<Selection> selections = Selection.parse(words, Discovery.of(hub));
        if (selections.size() != 1 || selections.getFirst().names().size() != 1) {
            throw new CliException(
                    ExitCode.USAGE, "open takes one object, as KIND/NAME", "paddock open mlplatform/NAME");
        }
        Selection one = selections.getFirst();
        String name = one.names().getFirst();
        JsonNode object = new Lookup(hub).get(one.type(), namespace.in(hub), name, Hub.JSON);
        return OpenAddress.of(object, one.type().called(name), cluster -> ClusterClaims.simulated(hub, cluster));
    }

    /** @return false where there is no display or nothing that opens an address */
    private boolean open(String url) {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        boolean display = List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
                .anyMatch(name -> !terminal.environment().getOrDefault(name, "").isEmpty());
        if (!mac && !display) {
            return false;
        }
        try {
            new ProcessBuilder(mac ? "open" : "xdg-open", url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        terminal.out().println("Opening " + url);
        return true;
    }
}
