// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.value.GoDuration;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes objects, or with {@code --dry-run} says what deleting them would do and does nothing. */
@Command(
        name = "delete",
        description = {
            "Delete objects by name, label or manifest, and wait until they are gone.",
            "--dry-run asks the server whether it would allow it, and shows what would be deleted, kept and released."
        })
public final class DeleteCommand implements Callable<Integer> {
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "Delete the objects of a manifest, a directory of manifests, or - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "Objects of the kind with these labels.")
    private @Nullable String selector;

    @Option(names = "--all", description = "Every object of the kind in the namespace.")
    private boolean all;

    @Option(
            names = "--dry-run",
            arity = "0..1",
            fallbackValue = "server",
            defaultValue = "none",
            paramLabel = "none|server",
            description = "Show the plan and change nothing.")
    private String dryRun = "none";

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            paramLabel = "true|false",
            description = "Wait until the objects are gone (${DEFAULT-VALUE}).")
    private boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give up waiting after this long, as in 90s; the deletion goes on.")
    private @Nullable String timeout;

    @Option(names = "--ignore-not-found", description = "What does not exist is no failure.")
    private boolean ignoreNotFound;

    @Parameters(paramLabel = "KIND [NAME...]", description = "What to delete.", arity = "0..*")
    private List<String> words = new ArrayList<>();

    /** One object to delete, as it is now. */
    private record Victim(ResourceType type, String namespace, JsonNode object) {
        String name() {
            return object.path("metadata").path("name").asText();
        }

        String path() {
            return type.path(namespace, name());
        }
    }

    public DeleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (words.isEmpty() == files.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, "name what to delete: KIND NAME, or -f FILE", "paddock delete --help");
        }
        Instant deadline = terminal.clock().instant().plus(limit());
        try (Hub hub = hubOptions.connect(terminal)) {
            Discovery discovery = Discovery.of(hub);
            List<Victim> victims = files.isEmpty() ? named(hub, discovery) : written(hub, discovery);
            if (asDryRun()) {
                return plan(hub, victims).code();
            }
            victims.forEach(victim -> delete(hub, victim));
            return wait ? await(hub, victims, deadline).code() : ExitCode.OK.code();
        }
    }

    private List<Victim> named(Hub hub, Discovery discovery) {
        Lookup lookup = new Lookup(hub);
        String where = namespace.in(hub);
        List<Victim> victims = new ArrayList<>();
        for (Selection selection : Selection.parse(words, discovery)) {
            if (selection.names().isEmpty()) {
                victims.addAll(labelled(hub, selection.type(), where));
            }
            for (String name : selection.names()) {
                find(lookup, selection.type(), where, name).ifPresent(victims::add);
            }
        }
        return victims;
    }

    /** A kind alone deletes nothing: that would be everything, by a word left out. */
    private List<Victim> labelled(Hub hub, ResourceType type, String where) {
        if (selector == null && !all) {
            throw new CliException(
                    ExitCode.USAGE, "name the " + type.plural() + " to delete", "add names, -l SELECTOR or --all");
        }
        Query query = selector == null ? Query.none() : Query.none().with("labelSelector", selector);
        List<Victim> victims = new ArrayList<>();
        hub.get(type.path(where) + query)
                .path("items")
                .forEach(item -> victims.add(new Victim(type, where, Typed.as(type, item))));
        return victims;
    }

    /** The last first, so that what was applied to stand on something goes before it. */
    private List<Victim> written(Hub hub, Discovery discovery) {
        Lookup lookup = new Lookup(hub);
        List<Victim> victims = new ArrayList<>();
        for (Source source : Source.of(files, terminal)) {
            ManifestReader.Contents contents = ManifestReader.read(source);
            contents.findings().forEach(terminal.err()::println);
            if (!contents.findings().isEmpty()) {
                throw new CliException(ExitCode.USAGE, "nothing was deleted", "correct what is listed above");
            }
            for (Manifest manifest : contents.manifests()) {
                ResourceType type = discovery
                        .find(manifest.apiVersion(), manifest.kind())
                        .orElseThrow(() -> discovery.unknown(manifest.apiVersion(), manifest.kind()));
                String where = manifest.namespace().isEmpty() ? namespace.in(hub) : manifest.namespace();
                find(lookup, type, where, manifest.name()).ifPresent(victims::add);
            }
        }
        return victims.reversed();
    }

    private Optional<Victim> find(Lookup lookup, ResourceType type, String where, String name) {
        try {
            return Optional.of(new Victim(type, where, lookup.get(type, where, name, Hub.JSON)));
        } catch (CliException missing) {
            if (ignoreNotFound && missing.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    private ExitCode plan(Hub hub, List<Victim> victims) {
        ExitCode result = ExitCode.OK;
        for (Victim victim : victims) {
            Optional<ApiFailure> refusal = refusal(hub, victim);
            new DeletionText(victim.type(), victim.object(), new Style(terminal))
                    .lines()
                    .forEach(terminal.out()::println);
            if (refusal.isPresent()) {
                terminal.err()
                        .println("error: it would be refused: " + refusal.get().getMessage());
                result = refusal.get().exitCode();
            }
        }
        terminal.out().println("Nothing was changed.");
        return result;
    }

    private static Optional<ApiFailure> refusal(Hub hub, Victim victim) {
        try {
            // In the body: a server that finds options there does not look at the query, and would delete.
            ObjectNode dry = options();
            dry.putArray("dryRun").add("All");
            hub.send("DELETE", victim.path(), Hub.JSON, null, dry);
            return Optional.empty();
        } catch (ApiFailure refused) {
            return Optional.of(refused);
        }
    }

    private void delete(Hub hub, Victim victim) {
        hub.send("DELETE", victim.path(), Hub.JSON, null, options())
                .warnings()
                .forEach(warning -> terminal.err().println("warning: " + warning));
        terminal.out().println(victim.type().called(victim.name()) + " deletion begun");
    }

    private static ObjectNode options() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("propagationPolicy", "Background");
    }

    private ExitCode await(Hub hub, List<Victim> victims, Instant deadline) {
        ExitCode result = ExitCode.OK;
        for (Victim victim : victims) {
            ExitCode end = new ObjectWait(
                            hub, victim.type(), victim.namespace(), victim.name(), new WaitGoal.Deletion(), terminal)
                    .until(deadline);
            result = result == ExitCode.OK ? end : result;
        }
        return result;
    }

    private boolean asDryRun() {
        return switch (dryRun) {
            case "none" -> false;
            case "server", "client" -> true;
            default ->
                throw new CliException(
                        ExitCode.USAGE, "--dry-run=" + dryRun + " is neither none nor server", "paddock delete --help");
        };
    }

    private Duration limit() {
        if (timeout == null) {
            return NO_LIMIT;
        }
        try {
            return GoDuration.parse(timeout);
        } catch (IllegalArgumentException malformed) {
            throw new CliException(ExitCode.USAGE, "--timeout: " + malformed.getMessage(), null, malformed);
        }
    }
}
