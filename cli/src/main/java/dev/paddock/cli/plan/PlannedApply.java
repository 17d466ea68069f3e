// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Answer;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.core.plan.ContentDiff;
import dev.paddock.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies a plan if the world is still the one it was made for, and otherwise nothing. Each object is changed only if it is the one that was
 * planned with, down to the moment of the change.
 */
public final class PlannedApply {
    /** Status is written all the time, and moves a resource version without changing what an object says. */
    private static final int ATTEMPTS = 10;

    private final Hub hub;
    private final Terminal terminal;
    private final boolean force;

    public PlannedApply(Hub hub, Terminal terminal, boolean force) {
        this.hub = hub;
        this.terminal = terminal;
        this.force = force;
    }

    public ExitCode apply(String file) {
        Plan planned = PlanFile.read(terminal.directory().resolve(file));
        Discovery served = Discovery.of(hub);
        List<HubObject> documents = new ArrayList<>();
        planned.documents().forEach(document -> documents.add(HubObject.of(served, hub, document.object(), null)));
        Optional<Plan> now = new Planner(
                        hub,
                        force,
                        "",
                        (document, refusal) -> refusal.causes()
                                .forEach(cause -> terminal.err().println(document.called() + ": error: " + cause)))
                .plan(documents);
        List<String> differences =
                now.map(planned::differences).orElse(List.of("the hub would refuse it now, as listed above"));
        if (!differences.isEmpty()) {
            differences.forEach(difference -> terminal.err().println("error: " + difference));
            throw new CliException(
                    ExitCode.REFUSED,
                    "the world is not the one this was planned for; nothing was applied",
                    "plan it again");
        }
        for (int index = 0; index < documents.size(); index++) {
            if (planned.documents().get(index).change().differs()) {
                change(documents.get(index), planned.documents().get(index).live());
            } else {
                terminal.out().println(called(documents.get(index)) + " unchanged");
            }
        }
        return ExitCode.OK;
    }

    private void change(HubObject document, String identity) {
        for (int attempt = 1; ; attempt++) {
            var live = document.live(hub);
            if (!live.map(ContentDiff::identity).orElse("").equals(identity)) {
                throw changed(document);
            }
            try {
                Answer answer = document.apply(
                        hub,
                        force,
                        live.map(
                                object -> object.at("/metadata/resourceVersion").asText()));
                if (identity.isEmpty() && !answer.created()) {
                    throw changed(document);
                }
                answer.warnings().forEach(warning -> terminal.err().println("warning: " + warning));
                terminal.out().println(called(document) + (answer.created() ? " created" : " configured"));
                return;
            } catch (ApiFailure failure) {
                if (!failure.conflict() || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    private static CliException changed(HubObject document) {
        return new CliException(
                ExitCode.REFUSED,
                document.called() + " was changed while the plan was being applied; what came before it is applied",
                "plan the rest again");
    }

    private static String called(HubObject document) {
        return document.type().called(document.name());
    }
}
