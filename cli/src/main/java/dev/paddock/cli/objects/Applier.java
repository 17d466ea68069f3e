// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Answer;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.KnownFields;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.cli.hub.WatchEnd;
import dev.paddock.cli.manifest.Manifest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies one object after the other and tells of each what became of it, at the line it stands on. */
final class Applier {
    private static final String FIELD_MANAGER = "paddock";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";
    private static final String ONLY_METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final Duration CRD_SERVED_WITHIN = Duration.ofSeconds(30);

    private final Hub hub;
    private final Terminal terminal;
    private final @Nullable String namespace;
    private final boolean dryRun;
    private final boolean force;
    private final Map<ResourceType, KnownFields> known = new HashMap<>();
    private @Nullable Discovery discovery;

    Applier(Hub hub, Terminal terminal, @Nullable String namespace, boolean dryRun, boolean force) {
        this.hub = hub;
        this.terminal = terminal;
        this.namespace = namespace;
        this.dryRun = dryRun;
        this.force = force;
    }

    ExitCode apply(Manifest manifest) {
        try {
            ResourceType type = type(manifest);
            String where = where(type, manifest);
            Answer answer = send(type, where, manifest);
            if (type.kind().equals("CustomResourceDefinition") && !dryRun) {
                awaitServed(type, manifest.name());
            }
            answer.warnings()
                    .forEach(warning -> terminal.err().println(manifest.at(field(warning)) + ": warning: " + warning));
            return ExitCode.OK;
        } catch (ApiFailure refusal) {
            for (ApiFailure.Cause cause : refusal.causes()) {
                terminal.err().println(manifest.at(cause.field()) + ": error: " + cause + suggestion(manifest, cause));
            }
            return refusal.exitCode();
        } catch (CliException refusal) {
            if (refusal.exitCode() == ExitCode.UNREACHABLE) {
                throw refusal;
            }
            terminal.err().println(manifest.start() + ": error: " + refusal.getMessage());
            return refusal.exitCode();
        }
    }

    private String suggestion(Manifest manifest, ApiFailure.Cause cause) {
        if (!cause.unknownField()) {
            return "";
        }
        try {
            ResourceType type = type(manifest);
            KnownFields fields = known.get(type);
            if (fields == null) {
                fields = KnownFields.of(hub, type);
                known.put(type, fields);
            }
            return fields.suggestion(cause.field());
        } catch (ApiFailure unreadable) {
            // The refusal is what has to be told; a schema this user may not read only costs the suggestion.
            return "";
        }
    }

    private Answer send(ResourceType type, @Nullable String where, Manifest manifest) {
        Query query = Query.none().with("fieldManager", FIELD_MANAGER).with("fieldValidation", "Strict");
        query = force ? query.with("force", "true") : query;
        query = dryRun ? query.with("dryRun", "All") : query;
        ObjectNode body = manifest.object().deepCopy();
        if (body.path("metadata") instanceof ObjectNode metadata) {
            // What the server alone writes; an object printed with get -o yaml carries it and may be applied again.
            metadata.remove("managedFields");
            if (where != null) {
                metadata.put("namespace", where);
            }
        }
        String path = type.path(where, manifest.name());
        String before = resourceVersion(path);
        Answer answer = hub.send("PATCH", path + query, Hub.JSON, APPLY_PATCH, body);
        String after = answer.body().path("metadata").path("resourceVersion").asText();
        String outcome = answer.created() ? "created" : after.equals(before) ? "unchanged" : "configured";
        terminal.out().println(type.called(manifest.name()) + " " + outcome + (dryRun ? " (server dry run)" : ""));
        return answer;
    }

    private String resourceVersion(String path) {
        try {
            return hub.get(path, ONLY_METADATA)
                    .path("metadata")
                    .path("resourceVersion")
                    .asText();
        } catch (ApiFailure failure) {
            // Absent, or not ours to read: then the server's answer to the apply decides what is said.
            return "";
        }
    }

    private ResourceType type(Manifest manifest) {
        Discovery served = discovery == null ? Discovery.of(hub) : discovery;
        discovery = served;
        Optional<ResourceType> type = served.find(manifest.apiVersion(), manifest.kind());
        return type.orElseThrow(() -> served.unknown(manifest.apiVersion(), manifest.kind()));
    }

    private @Nullable String where(ResourceType type, Manifest manifest) {
        if (!type.namespaced()) {
            return null;
        }
        String written = manifest.namespace();
        if (namespace != null && !written.isEmpty() && !written.equals(namespace)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "metadata.namespace: Invalid value: \"" + written + "\": -n asks for \"" + namespace + "\"",
                    null);
        }
        return written.isEmpty() ? (namespace == null ? hub.namespace() : namespace) : written;
    }

    /** Objects of a kind may follow its definition in one file, so the next one waits until the kind is served. */
    private void awaitServed(ResourceType type, String name) {
        Query watching = Query.none().with("watch", "true").with("fieldSelector", "metadata.name=" + name);
        WatchEnd end = hub.watch(
                type.path((String) null) + watching,
                Hub.JSON,
                CRD_SERVED_WITHIN,
                event -> established(event.path("object")));
        if (end != WatchEnd.SATISFIED) {
            throw new CliException(
                    ExitCode.TIMED_OUT,
                    name + " is not served after " + CRD_SERVED_WITHIN.toSeconds() + " seconds",
                    "paddock describe crd " + name);
        }
        discovery = null;
    }

    private static boolean established(JsonNode definition) {
        for (JsonNode condition : definition.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True")) {
                return true;
            }
        }
        return false;
    }

    private static String field(String warning) {
        int colon = warning.indexOf(':');
        return colon < 0 ? "" : warning.substring(0, colon);
    }
}
