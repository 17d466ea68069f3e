// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.HubOutput;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.output.OutputPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces variables and hub macros in properties before a template sees them. A scalar that is one macro takes the macro's type; inside
 * longer text the value is written out. It remembers which per-cluster outputs were read, because only those split clusters into
 * classes. Macros of secret variables and of the workload's own outputs stay as they are: nobody on the hub may or can replace them.
 */
public final class MacroResolver {

    private final Map<String, ResolvedVariable> variables;
    private final SystemOutputs outputs;
    private final HubOutputs others;
    private final EnumSet<SystemOutput> clusterReads = EnumSet.noneOf(SystemOutput.class);
    private final List<FieldError> errors = new ArrayList<>();

    /** @param others what other deployments put out; nobody resolves while some of it is waited for */
    public MacroResolver(Map<String, ResolvedVariable> variables, SystemOutputs outputs, HubOutputs others) {
        this.variables = variables;
        this.outputs = outputs;
        this.others = others;
    }

    /** A copy of the tree without macros; the argument stays as it is. */
    public JsonNode resolve(String path, JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field ->
                                copy.set(field.getKey(), resolve(path + "." + field.getKey(), field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(resolve(path + "[" + i + "]", array.get(i)));
                }
                yield copy;
            }
            case TextNode text -> text(path, text);
            default -> tree;
        };
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** The per-cluster outputs that came out in some value. */
    public Set<SystemOutput> clusterReads() {
        return Set.copyOf(clusterReads);
    }

    private JsonNode text(String path, TextNode node) {
        MacroText text = MacroText.parse(node.textValue());
        if (!text.hasMacro()) {
            return node;
        }
        if (text.whole().isPresent()) {
            return whole(path, text.whole().get(), node);
        }
        StringBuilder result = new StringBuilder();
        for (MacroText.Piece piece : text.pieces()) {
            result.append(
                    switch (piece) {
                        case MacroText.Piece.Literal literal -> literal.text();
                        case MacroText.Piece.Call call -> inText(path, call);
                    });
        }
        return TextNode.valueOf(result.toString());
    }

    private JsonNode whole(String path, MacroText.Piece.Call call, TextNode original) {
        return switch (value(path, call)) {
            case MacroValue.Known known -> known.value();
            case MacroValue.Later later -> original;
            case MacroValue.None none -> {
                errors.add(none.error());
                yield original;
            }
        };
    }

    private String inText(String path, MacroText.Piece.Call call) {
        return switch (value(path, call)) {
            case MacroValue.Known known ->
                known.value().isTextual()
                        ? known.value().textValue()
                        : known.value().toString();
            case MacroValue.Later later -> call.source();
            case MacroValue.None none -> {
                errors.add(none.error());
                yield "";
            }
        };
    }

    private MacroValue value(String path, MacroText.Piece.Call call) {
        return switch (call.macro()) {
            case Macro.Variable variable -> variable(path, variable.name());
            case Macro.System system -> system(path, system.name());
            case Macro.HubOutput other -> other(path, other.path());
            case Macro.SpokeOutput spoke -> new MacroValue.Later();
            case Macro.Unreadable unreadable ->
                new MacroValue.None(
                        FieldError.invalid(
                                path,
                                unreadable.text(),
                                "expected {{ .var.NAME }}, {{ hub \".sys.NAME\" }}, {{ hub \".deploy.…\" }} or {{ spoke \".…\" }}"));
        };
    }

    private MacroValue variable(String path, String name) {
        ResolvedVariable value = variables.get(name);
        return switch (value) {
            case null -> new MacroValue.None(FieldError.notFound(path, ".var." + name, dotted(variables.keySet())));
            case ResolvedVariable.Plain plain -> known(path, ".var." + name, plain.value());
            case ResolvedVariable.Secret secret -> new MacroValue.Later();
            case ResolvedVariable.Unset unset ->
                new MacroValue.None(FieldError.required(
                        path,
                        "variable \"" + name + "\" has no value here; give it one in spec.variables." + name
                                + " or in the profile's variableSet"));
        };
    }

    private MacroValue system(String path, String name) {
        SystemOutput output = SystemOutput.of(name).orElse(null);
        if (output == null) {
            return new MacroValue.None(FieldError.notFound(
                    path,
                    ".sys." + name,
                    SystemOutput.all().stream().map(known -> ".sys." + known).toList()));
        }
        if (output.perCluster()) {
            clusterReads.add(output);
        }
        return outputs.get(output)
                .<MacroValue>map(MacroValue.Known::new)
                .orElseGet(() -> new MacroValue.None(
                        FieldError.required(path, "system output \"" + name + "\" has no value in this installation")));
    }

    private MacroValue other(String path, OutputPath output) {
        return switch (others.get(output).orElse(new HubOutput.Waiting("nobody has looked for it"))) {
            case HubOutput.Known known -> known(path, output.toString(), known.value());
            case HubOutput.Waiting waiting -> new MacroValue.None(FieldError.required(path, waiting.why()));
            case HubOutput.Refused refused -> new MacroValue.None(FieldError.forbidden(path, refused.why()));
        };
    }

    /** A value is a value: a macro in it would be replaced further on, on behalf of whoever wrote it. */
    private static MacroValue known(String path, String name, JsonNode value) {
        return value.isTextual() && MacroText.parse(value.textValue()).hasMacro()
                ? new MacroValue.None(
                        FieldError.forbidden(path, "the value of " + name + " holds a macro; only properties may"))
                : new MacroValue.Known(value);
    }

    private static List<String> dotted(Set<String> names) {
        return names.stream().map(name -> ".var." + name).toList();
    }
}
