// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestFiles;
import dev.paddock.cli.manifest.Position;
import dev.paddock.core.plan.DeploymentPlan;
import dev.paddock.core.plan.Plan;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what applying manifests would do, on the hub and on every cluster. */
@Command(
        name = "plan",
        description = {
            "Show what applying manifests would do: every refusal, what changes on the hub, and for each"
                    + " WorkloadDeployment that",
            "would follow, the objects created, changed and deleted on each cluster, and the GPUs held then.",
            "With --save the plan can be applied as it is: paddock apply --plan FILE."
        })
public final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "A manifest, a directory of manifests, or - for standard input; repeatable.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "In words, or as JSON (${DEFAULT-VALUE}).")
    private Format format = Format.text;

    @Option(
            names = "--save",
            paramLabel = "PLAN",
            description = "Write the plan to this file, which only its owner may read; a Secret is not taken into it.")
    private @Nullable String save;

    @Option(names = "--force-conflicts", description = "Plan to take over fields that another manager has set.")
    private boolean force;

    /** What {@code -o} takes. */
    enum Format {
        text,
        json
    }

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Manifest> manifests = ManifestFiles.read(files, terminal, "nothing was planned");
        try (Hub hub = hubOptions.connect(terminal)) {
            Discovery served = Discovery.of(hub);
            Map<HubObject, Manifest> places = new IdentityHashMap<>();
            List<HubObject> documents = new ArrayList<>();
            for (Manifest manifest : manifests) {
                HubObject document = HubObject.of(served, hub, manifest.object(), namespace.asked());
                documents.add(document);
                places.put(document, manifest);
            }
            Optional<Plan> plan = new Planner(
                            hub,
                            force,
                            Long.toHexString(new SecureRandom().nextLong()),
                            (document, refusal) -> tell(places.get(document), refusal))
                    .plan(documents);
            if (plan.isEmpty()) {
                throw new CliException(ExitCode.REFUSED, "the hub would refuse this", "correct what is listed above");
            }
            print(plan.get());
            return (plan.get().deployments().stream().anyMatch(DeploymentPlan::exceedsQuota)
                            ? ExitCode.REFUSED
                            : ExitCode.OK)
                    .code();
        }
    }

    private void print(Plan plan) {
        if (save != null) {
            PlanFile.write(terminal.directory().resolve(save), plan);
        }
        switch (format) {
            case json -> terminal.out().print(PlanFile.text(plan));
            case text -> PlanText.of(plan).forEach(terminal.out()::println);
        }
    }

    private void tell(@Nullable Manifest manifest, ApiFailure refusal) {
        for (ApiFailure.Cause cause : refusal.causes()) {
            Position at = manifest == null ? new Position("plan", 1, 1) : manifest.at(cause.field());
            terminal.err().println(at + ": error: " + cause);
        }
    }
}
