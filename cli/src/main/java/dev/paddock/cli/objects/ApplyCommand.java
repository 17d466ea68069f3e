// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestFiles;
import dev.paddock.cli.plan.PlannedApply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Applies manifests server-side. A file that cannot be read as objects stops everything before the first request; a
 * refusal by the server stops only its own object, and all refusals are shown.
 */
@Command(
        name = "apply",
        description = {
            "Create or change objects from manifests, by server-side apply with field manager paddock.",
            "With --plan exactly what paddock plan has saved, or nothing if anything it was made from has changed."
        })
public final class ApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "A manifest, a directory of manifests, or - for standard input; repeatable.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--plan", paramLabel = "PLAN", description = "A plan that paddock plan --save has written.")
    private @Nullable String plan;

    @Option(
            names = "--dry-run",
            arity = "0..1",
            fallbackValue = "server",
            defaultValue = "none",
            paramLabel = "none|server",
            description = "Let the server check and answer, but change nothing.")
    private String dryRun = "none";

    @Option(names = "--force-conflicts", description = "Take over fields that another manager has set.")
    private boolean force;

    public ApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (plan != null) {
            return applyPlan(plan);
        }
        List<Manifest> manifests = read();
        try (Hub hub = hubOptions.connect(terminal)) {
            Applier applier = new Applier(hub, terminal, namespace.asked(), asDryRun(), force);
            int refused = 0;
            ExitCode worst = ExitCode.OK;
            for (Manifest manifest : manifests) {
                ExitCode result = applier.apply(manifest);
                if (result != ExitCode.OK) {
                    refused++;
                    worst = worst == ExitCode.OK || worst == result ? result : ExitCode.ERROR;
                }
            }
            if (refused > 0) {
                terminal.err().printf("error: %d of %d objects were refused%n", refused, manifests.size());
            }
            return worst.code();
        }
    }

    private int applyPlan(String file) {
        if (!files.isEmpty() || asDryRun() || namespace.asked() != null) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--plan goes with none of -f, -n and --dry-run",
                    "the plan says what is applied, and where");
        }
        try (Hub hub = hubOptions.connect(terminal)) {
            return new PlannedApply(hub, terminal, force).apply(file).code();
        }
    }

    private boolean asDryRun() {
        return switch (dryRun) {
            case "none" -> false;
            case "server", "client" -> true;
            default ->
                throw new CliException(
                        ExitCode.USAGE, "--dry-run=" + dryRun + " is neither none nor server", "paddock apply --help");
        };
    }

    private List<Manifest> read() {
        if (files.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "what is to be applied?", "-f FILE, or --plan PLAN");
        }
        return ManifestFiles.read(files, terminal, "nothing was applied");
    }
}
