// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.cli.hub.TypedLists;
import dev.paddock.cli.objects.Lookup;
import dev.paddock.cli.objects.Selection;
import dev.paddock.core.fault.Suggestion;
import dev.paddock.core.revision.Revisions;
import java.util.List;

/**
 * A profile named on a command line, with its revisions, the oldest first.
 *
 * @param object the profile as the server has it
 */
record ProfileRevisions(ResourceType type, JsonNode object, WorkloadProfile profile, List<DefinitionRevision> all) {
    private static final String KIND = "WorkloadProfile";

    static ProfileRevisions read(Hub hub, Selection selection, String namespace) {
        JsonNode object = new Lookup(hub)
                .get(selection.type(), namespace, selection.names().getFirst(), Hub.JSON);
        TypedLists lists = new TypedLists(hub);
        WorkloadProfile profile = lists.convert(object, WorkloadProfile.class);
        String name = profile.getMetadata().getName();
        List<DefinitionRevision> labelled = lists.in(
                profile.getMetadata().getNamespace(),
                DefinitionRevision.class,
                Query.none().with("labelSelector", Labels.WORKLOAD_PROFILE + "=" + Revisions.label(name)));
        return new ProfileRevisions(selection.type(), object, profile, Revisions.of(name, labelled.stream()));
    }

    /** The one object that is meant. */
    static Selection one(String word, Hub hub) {
        if (!word.contains("/")) {
            throw new CliException(
                    ExitCode.USAGE, "\"" + word + "\" is not of the form KIND/NAME", "workloadprofile/" + word);
        }
        return Selection.parse(List.of(word), Discovery.of(hub)).getFirst();
    }

    /** The same, where only a profile will do. */
    static Selection profile(String word, Hub hub) {
        Selection selection = one(word, hub);
        if (!isProfile(selection)) {
            throw new CliException(
                    ExitCode.USAGE,
                    selection.type().kind() + " has no revisions",
                    "name a profile: workloadprofile/NAME");
        }
        return selection;
    }

    static boolean isProfile(Selection selection) {
        return selection.type().kind().equals(KIND);
    }

    String called() {
        return type.called(profile.getMetadata().getName());
    }

    DefinitionRevision version(String version) {
        return all.stream()
                .filter(revision -> revision.getSpec().version().equals(version))
                .findFirst()
                .orElseThrow(() -> missing(version));
    }

    private CliException missing(String version) {
        List<String> known =
                all.stream().map(revision -> revision.getSpec().version()).toList();
        return new CliException(
                ExitCode.NOT_FOUND,
                "%s has no revision %s%s; it has %s"
                        .formatted(
                                called(),
                                version,
                                Suggestion.text(version, known),
                                known.isEmpty() ? "none" : String.join(", ", known)),
                null);
    }
}
