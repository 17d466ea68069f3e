// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.render.ArtifactContent;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.MacroText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts in place of what only the spoke knows what Flux will replace there, in rendered objects. Templates pass such macros on as opaque
 * text, so they are looked for in what came out. A value from a Secret gets only where Kubernetes keeps secrets: into a Secret, or by
 * reference into a container's environment.
 */
public final class Substitution {

    private static final Pattern ENVIRONMENT =
            Pattern.compile("(.*\\.)?(containers|initContainers|ephemeralContainers)\\[[0-9]+]\\.env\\[[0-9]+]");
    private static final Pattern SECRET_DATA = Pattern.compile("(data|stringData)\\..+");
    private static final Set<String> ROLLING = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private final String deployment;
    private final LocalOutputs outputs;
    private final SortedMap<String, FolderNeeds> folders;
    private final List<FieldError> errors = new ArrayList<>();

    private Substitution(String deployment, LocalOutputs outputs, SortedMap<String, FolderNeeds> folders) {
        this.deployment = deployment;
        this.outputs = outputs;
        this.folders = folders;
    }

    /** @param path where the template sits, for errors */
    public static Rendering in(Rendering rendering, String deployment, String path) {
        LocalOutputs outputs = LocalOutputs.of(path, rendering.resolved());
        Substitution substitution = new Substitution(deployment, outputs, FolderNeeds.of(rendering.resolved()));
        List<RenderedObject> objects =
                rendering.objects().stream().map(substitution::object).toList();
        List<FieldError> errors = new ArrayList<>(rendering.errors());
        errors.addAll(outputs.faults(path, rendering.resolved()));
        errors.addAll(substitution.errors);
        return new Rendering(
                objects,
                rendering.resolved(),
                rendering.clusterReads(),
                rendering.templateReads(),
                rendering.health(),
                errors,
                rendering.warnings());
    }

    private RenderedObject object(RenderedObject rendered) {
        FolderNeeds needs = folders.get(ArtifactContent.folder(rendered.priority()));
        One one = new One(rendered, needs);
        ObjectNode object = (ObjectNode) one.tree("", rendered.object());
        one.startAnewWithSecrets(object);
        return new RenderedObject(
                rendered.component(), rendered.priority(), rendered.path(), rendered.namespaced(), object);
    }

    /** One object on its way. */
    private final class One {
        private final RenderedObject rendered;
        private final @Nullable FolderNeeds needs;
        private final boolean secret;
        private final TreeSet<String> versions = new TreeSet<>();

        private One(RenderedObject rendered, @Nullable FolderNeeds needs) {
            this.rendered = rendered;
            this.needs = needs;
            this.secret =
                    rendered.kind().equals("Secret") && rendered.apiVersion().equals("v1");
        }

        private JsonNode tree(String at, JsonNode node) {
            return switch (node) {
                case ObjectNode fields
                when ENVIRONMENT.matcher(at).matches() && reference(fields) != null ->
                    environment(at, fields, String.valueOf(reference(fields)));
                case ObjectNode fields -> {
                    ObjectNode copy = fields.objectNode();
                    fields.properties()
                            .forEach(field -> copy.set(
                                    needs == null ? field.getKey() : FluxText.literal(field.getKey()),
                                    tree(at.isEmpty() ? field.getKey() : at + "." + field.getKey(), field.getValue())));
                    yield copy;
                }
                case ArrayNode items -> {
                    ArrayNode copy = items.arrayNode();
                    for (int i = 0; i < items.size(); i++) {
                        copy.add(tree(at + "[" + i + "]", items.get(i)));
                    }
                    yield copy;
                }
                case TextNode text -> text(at, text);
                default -> node;
            };
        }

        /** The key of the deployment's Secret that an environment variable is to come from; null for any other value. */
        private @Nullable String reference(ObjectNode variable) {
            if (!variable.path("value").isTextual()) {
                return null;
            }
            MacroText text = MacroText.parse(variable.path("value").textValue());
            return switch (text.whole().map(MacroText.Piece.Call::macro).orElse(null)) {
                case Macro.Variable secretVariable -> SubstitutionNames.variable(secretVariable.name());
                case Macro.SpokeOutput output ->
                    SpokePath.parse(output.path())
                            .filter(path -> outputs.find(path)
                                    .filter(LocalOutputs.Output::secret)
                                    .isPresent())
                            .map(SpokePath::variable)
                            .orElse(null);
                case null, default -> null;
            };
        }

        private JsonNode environment(String at, ObjectNode variable, String key) {
            ObjectNode copy = variable.objectNode();
            variable.properties().forEach(field -> {
                if (!field.getKey().equals("value")) {
                    copy.set(field.getKey(), tree(at + "." + field.getKey(), field.getValue()));
                }
            });
            copy.putObject("valueFrom")
                    .putObject("secretKeyRef")
                    .put("name", SubstitutionNames.values(deployment))
                    .put("key", SubstitutionNames.raw(key));
            versions.add(key);
            return copy;
        }

        private JsonNode text(String at, TextNode node) {
            MacroText text = MacroText.parse(node.textValue());
            boolean spoke = text.pieces().stream()
                    .anyMatch(piece -> piece instanceof MacroText.Piece.Call call && remains(call.macro()));
            if (!spoke) {
                return needs == null ? node : TextNode.valueOf(FluxText.literal(node.textValue()));
            }
            if (needs == null) {
                errors.add(FieldError.forbidden(
                        rendered.path(), where(at) + " holds a macro that no property of the component does"));
                return node;
            }
            return text.whole()
                    .<JsonNode>map(call -> TextNode.valueOf(whole(at, call.macro())))
                    .orElseGet(() -> TextNode.valueOf(composed(at, text)));
        }

        private String composed(String at, MacroText text) {
            StringBuilder result = new StringBuilder();
            for (MacroText.Piece piece : text.pieces()) {
                result.append(
                        switch (piece) {
                            case MacroText.Piece.Literal literal -> FluxText.part(literal.text());
                            case MacroText.Piece.Call call ->
                                remains(call.macro()) ? inText(at, call.macro()) : FluxText.part(call.source());
                        });
            }
            return FluxText.quoted(result.toString());
        }

        private String whole(String at, Macro macro) {
            return switch (macro) {
                case Macro.Variable variable ->
                    wholeSecret(at, variable.name(), SubstitutionNames.variable(variable.name()));
                case Macro.SpokeOutput spoke -> {
                    LocalOutputs.Output output = declared(spoke);
                    String variable = output == null ? "" : output.name().variable();
                    if (output == null) {
                        yield "";
                    }
                    if (output.secret()) {
                        yield wholeSecret(at, spoke.path(), variable);
                    }
                    yield switch (output.type()) {
                        case STRING -> FluxText.quoted(FluxText.variable(variable));
                        case INTEGER, BOOLEAN -> FluxText.variable(variable);
                        case JSON_RAW -> FluxText.variable(SubstitutionNames.json(variable));
                    };
                }
                case Macro.System ignored -> "";
                case Macro.HubOutput ignored -> "";
                case Macro.Unreadable ignored -> "";
            };
        }

        private String wholeSecret(String at, String name, String variable) {
            if (!secret || !SECRET_DATA.matcher(at).matches()) {
                refuse(at, name);
                return "";
            }
            return FluxText.quoted(
                    FluxText.variable(at.startsWith("data.") ? SubstitutionNames.base64(variable) : variable));
        }

        private String inText(String at, Macro macro) {
            if (macro instanceof Macro.Variable variable) {
                refuse(at, variable.name());
                return "";
            }
            LocalOutputs.Output output = declared((Macro.SpokeOutput) macro);
            if (output == null) {
                return "";
            }
            if (output.secret() && !(secret && at.startsWith("stringData."))) {
                refuse(at, output.name().toString());
                return "";
            }
            return FluxText.variable(output.name().variable());
        }

        /** Null for one that is not there, which is said of the property that reads it. */
        private LocalOutputs.@Nullable Output declared(Macro.SpokeOutput spoke) {
            return SpokePath.parse(spoke.path()).flatMap(outputs::find).orElse(null);
        }

        private void refuse(String at, String name) {
            errors.add(FieldError.forbidden(
                    rendered.path(),
                    "PL021: " + where(at) + " reads \"" + name
                            + "\" from a Secret, which may only be all of a value in a Secret's"
                            + " data or stringData or of a container's env[].value"));
        }

        private String where(String at) {
            return rendered.kind() + " " + rendered.name() + ": " + at;
        }

        /** What has read its environment does not see a change of it. */
        private void startAnewWithSecrets(ObjectNode object) {
            if (versions.isEmpty() || !ROLLING.contains(rendered.kind())) {
                return;
            }
            StringBuilder text = new StringBuilder();
            versions.forEach(variable -> text.append(text.isEmpty() ? "" : ".")
                    .append(FluxText.variable(SubstitutionNames.version(variable))));
            object.withObject("/spec")
                    .withObject("/template")
                    .withObject("/metadata")
                    .withObject("/annotations")
                    .put(SubstitutionNames.SECRET_VERSION, FluxText.quoted(text.toString()));
        }
    }

    /** What the hub could know has been replaced; these are left. */
    private static boolean remains(Macro macro) {
        return macro instanceof Macro.Variable || macro instanceof Macro.SpokeOutput;
    }
}
