// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.core.fault.Suggestion;
import dev.paddock.core.oam.RenderSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a test is given: an Application, or one component in short, which is made into an Application of one component.
 *
 * @param application the object
 * @param settings what {@code context} says of the cluster
 */
record CaseInput(ObjectNode application, RenderSettings settings) {

    static final String FILE = "in.yaml";

    private static final String CONTEXT = "context";
    private static final String COMPONENT = "component";
    private static final Set<String> SHORT = new TreeSet<>(Set.of(COMPONENT, "name", "properties", "traits", CONTEXT));
    private static final Set<String> CONTEXT_KEYS = new TreeSet<>(
            Set.of("appName", "namespace", "appLabels", "appAnnotations", "appRevision", "cluster", "clusterVersion"));
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

    /** @param folder the folder of the test */
    static CaseInput read(Path folder, Terminal terminal) {
        Source source =
                Source.of(List.of(folder.resolve(FILE).toString()), terminal).getFirst();
        ManifestReader.Contents contents = ManifestReader.read(source);
        if (contents.manifests().size() != 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    contents.findings().isEmpty()
                            ? source.name() + " must hold one document"
                            : contents.findings().getFirst().toString(),
                    null);
        }
        Manifest only = contents.manifests().getFirst();
        if (!only.kind().isEmpty()) {
            contents.findings().stream().findFirst().ifPresent(finding -> {
                throw new CliException(ExitCode.USAGE, finding.toString(), null);
            });
            return new CaseInput(only.object(), RenderSettings.OFFLINE);
        }
        unknown(only, only.object(), "", SHORT);
        JsonNode context = only.object().path(CONTEXT);
        unknown(only, context, CONTEXT + ".", CONTEXT_KEYS);
        return new CaseInput(application(only), settings(only, context));
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    private static void unknown(Manifest only, JsonNode object, String prefix, Set<String> known) {
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                throw new CliException(
                        ExitCode.USAGE,
                        only.at(prefix + field.getKey()) + ": error: " + prefix + field.getKey()
                                + ": Forbidden: unknown field" + Suggestion.text(field.getKey(), known),
                        "write " + String.join(", ", known) + "; or a whole Application");
            }
        });
    }

    private static ObjectNode application(Manifest only) {
        ObjectNode given = only.object();
        JsonNode context = given.path(CONTEXT);
        ObjectNode application = JsonNodeFactory.instance.objectNode();
        application.put("apiVersion", "core.oam.dev/v1beta1").put("kind", "Application");
        ObjectNode metadata = application.putObject("metadata");
        metadata.put("name", context.path("appName").asText("test"));
        metadata.put("namespace", context.path("namespace").asText("default"));
        if (context.has("appLabels")) {
            metadata.set("labels", context.path("appLabels"));
        }
        if (context.has("appAnnotations")) {
            metadata.set("annotations", context.path("appAnnotations"));
        }
        ObjectNode component =
                application.putObject("spec").putArray("components").addObject();
        component.put("name", given.path("name").asText("test"));
        component.set("type", given.path(COMPONENT));
        for (String field : List.of("properties", "traits")) {
            if (given.has(field)) {
                component.set(field, given.path(field));
            }
        }
        return application;
    }

    private static RenderSettings settings(Manifest only, JsonNode context) {
        String version = context.path("clusterVersion").asText();
        Matcher matcher = VERSION.matcher(version);
        if (version.isEmpty()) {
            return new RenderSettings(
                    context.path("appRevision").asText(),
                    context.path("cluster").asText(),
                    RenderSettings.OFFLINE.clusterVersion());
        }
        if (!matcher.matches()) {
            throw new CliException(
                    ExitCode.USAGE,
                    only.at("context.clusterVersion") + ": error: context.clusterVersion: Invalid value: \"" + version
                            + "\": is no Kubernetes version",
                    "write it as \"1.36\" or v1.36.3");
        }
        return new RenderSettings(
                context.path("appRevision").asText(),
                context.path("cluster").asText(),
                new RenderSettings.ClusterVersion(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        version.startsWith("v") ? version : "v" + version));
    }
}
