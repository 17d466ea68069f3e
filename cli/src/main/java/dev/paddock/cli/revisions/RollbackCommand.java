// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.revisions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.Query;
import dev.paddock.core.revision.Revisions;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies an old revision into the spec of its profile, which makes a new one. It moves no deployment. */
@Command(
        name = "rollback",
        description = {
            "Copy an old revision into the spec of its WorkloadProfile. That makes the next revision: history is never",
            "rewritten, and deployments that stay on a revision stay."
        })
public final class RollbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(names = "--to", paramLabel = "VERSION", required = true, description = "The revision to copy.")
    private String to = "";

    @Option(
            names = "--notes",
            paramLabel = "TEXT",
            description = "Notes of the new revision; \"Rollback to VERSION\" if absent.")
    private @Nullable String notes;

    @Parameters(paramLabel = "KIND/NAME", description = "workloadprofile/NAME.")
    private String word = "";

    public RollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            ProfileRevisions revisions =
                    ProfileRevisions.read(hub, ProfileRevisions.profile(word, hub), namespace.in(hub));
            DefinitionRevision target = revisions.version(to);
            WorkloadProfile profile = revisions.profile();
            if (Revisions.hash(profile.getSpec()).equals(Revisions.hash(specOf(target)))) {
                terminal.out().println(revisions.called() + " unchanged: it says what " + to + " says");
                return ExitCode.OK.code();
            }
            String path = revisions
                    .type()
                    .path(
                            profile.getMetadata().getNamespace(),
                            profile.getMetadata().getName());
            // As a whole, under the version that was read: fields that the old revision lacks go, and nobody's change
            // is lost.
            hub.send(
                    "PUT",
                    path + Query.none().with("fieldManager", "paddock"),
                    Hub.JSON,
                    null,
                    rolledBack(revisions, target));
            terminal.out().println(revisions.called() + " rolled back to " + to + "; this makes the next revision");
            return ExitCode.OK.code();
        }
    }

    private ObjectNode rolledBack(ProfileRevisions revisions, DefinitionRevision target) {
        ObjectNode spec = new ObjectMapper().valueToTree(specOf(target));
        spec.remove("revisionBump");
        spec.put("revisionNotes", notes == null ? "Rollback to " + to : notes);
        ObjectNode object = revisions.object().deepCopy();
        object.remove(List.of("status"));
        object.set("spec", spec);
        return object;
    }

    private static WorkloadProfileSpec specOf(DefinitionRevision revision) {
        return Revisions.snapshot(revision).orElseThrow().spec();
    }
}
