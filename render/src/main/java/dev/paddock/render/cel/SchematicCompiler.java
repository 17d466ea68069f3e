// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and compiles {@code schematic.cel}, and says all at once what is wrong with it. */
final class SchematicCompiler {

    private static final Set<String> FIELDS = Set.of("parameters", "resources", "patch", "jsonPatches");
    private static final Set<String> RESOURCE_FIELDS = Set.of("id", "template", "includeWhen", "forEach", "readyWhen");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private final CelLimits limits;
    private final ObjectMapper json = new ObjectMapper();
    private final List<TemplateProblem> problems = new ArrayList<>();

    SchematicCompiler(CelLimits limits) {
        this.limits = limits;
    }

    CompiledSchematic compile(String source) {
        JsonNode schematic = read(source);
        unknownFields("", schematic, FIELDS);
        JsonNode schema = schematic.path("parameters");
        problems.addAll(SchemaCheck.of(schema));
        if (!problems.isEmpty()) {
            return new CompiledSchematic(
                    new ParameterSchema(MissingNode.getInstance()),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    problems);
        }
        Set<String> ids = ids(schematic.path("resources"));
        CelEnvironment environment = new CelEnvironment(limits, new ParameterTypes(schema), ids);
        List<CompiledResource> resources = new ArrayList<>();
        JsonNode written = schematic.path("resources");
        for (int i = 0; i < written.size(); i++) {
            resources.add(resource("resources[" + i + "]", written.get(i), environment));
        }
        return new CompiledSchematic(
                new ParameterSchema(schema),
                new ResourceOrder(problems).of(resources),
                patch(environment, schematic),
                jsonPatches(environment, schematic),
                problems);
    }

    private JsonNode read(String source) {
        try {
            return json.readTree(source);
        } catch (JsonProcessingException e) {
            refuse("", "no JSON: " + e.getOriginalMessage());
            return MissingNode.getInstance();
        }
    }

    private Set<String> ids(JsonNode resources) {
        Set<String> ids = new LinkedHashSet<>();
        if (!resources.isMissingNode() && !resources.isArray()) {
            refuse("resources", "must be a list");
        }
        for (int i = 0; i < resources.size(); i++) {
            String path = "resources[" + i + "]";
            String id = resources.get(i).path("id").asText();
            if (id.isEmpty()) {
                refuse(path + ".id", "must be given: output is the main object");
            } else if (!isName(id)) {
                refuse(
                        path + ".id",
                        "must begin with a letter and have only letters, digits and _, and be no word of CEL");
            } else if (!ids.add(id)) {
                refuse(path + ".id", id + " is there twice");
            }
            unknownFields(path, resources.get(i), RESOURCE_FIELDS);
        }
        return ids;
    }

    private static boolean isName(String name) {
        return IDENTIFIER.matcher(name).matches() && !WORDS.contains(name) && !CelEnvironment.RESERVED.contains(name);
    }

    private CompiledResource resource(String path, JsonNode written, CelEnvironment environment) {
        String id = written.path("id").asText();
        Set<String> uses = new LinkedHashSet<>();
        CelEnvironment inner = environment;
        List<CompiledResource.Repeat> repeats = new ArrayList<>();
        JsonNode forEach = written.path("forEach");
        for (int i = 0; i < forEach.size(); i++) {
            String at = path + ".forEach[" + i + "]";
            String name = forEach.get(i).path("name").asText();
            if (!isName(name)) {
                refuse(at + ".name", "must be a name that expressions can use");
                continue;
            }
            TemplateCompiler compiler = new TemplateCompiler(inner, problems);
            Node in = compiler.node(at + ".in", forEach.get(i).path("in"));
            uses.addAll(compiler.uses());
            repeats.add(new CompiledResource.Repeat(name, in, at + ".in"));
            inner = inner.with(name, elementType(at + ".in", in));
        }
        boolean main = id.equals(CompiledSchematic.MAIN);
        if (main && (written.has("forEach") || written.has("includeWhen"))) {
            refuse(path, "output is always there and only once: it can have neither forEach nor includeWhen");
        }
        JsonNode template = written.path("template");
        if (!template.isObject() || !template.has("apiVersion") || !template.has("kind")) {
            refuse(path + ".template", "must be an object with apiVersion and kind");
        }
        TemplateCompiler compiler = new TemplateCompiler(inner, problems);
        Node node = compiler.node(path + ".template", template);
        TemplateCompiler outer = new TemplateCompiler(environment, problems);
        List<Expression> includeWhen = outer.conditions(path + ".includeWhen", written.path("includeWhen"));
        List<Expression> readyWhen = new TemplateCompiler(environment.ofStatus(), problems)
                .conditions(path + ".readyWhen", written.path("readyWhen"));
        uses.addAll(compiler.uses());
        uses.addAll(outer.uses());
        return new CompiledResource(id, node, includeWhen, repeats, readyWhen, uses);
    }

    private CelType elementType(String path, Node in) {
        return switch (in) {
            case Node.Whole whole -> {
                CelType type = whole.expression().compiled().type();
                if (type instanceof ListType list) {
                    yield list.elemType();
                }
                if (!type.equals(SimpleType.DYN)) {
                    refuse(path, "must be a list, and is of type " + type.name());
                }
                yield SimpleType.DYN;
            }
            case Node.Sequence any -> SimpleType.DYN;
            case Node.Constant constant when constant.value().isArray() -> SimpleType.DYN;
            case Node.Constant constant -> {
                refuse(path, "must be a list");
                yield SimpleType.DYN;
            }
            case Node.Mixed mixed -> SimpleType.DYN;
            case Node.Struct struct -> {
                refuse(path, "must be a list");
                yield SimpleType.DYN;
            }
        };
    }

    private Optional<Node> patch(CelEnvironment environment, JsonNode schematic) {
        JsonNode patch = schematic.path("patch");
        if (patch.isMissingNode()) {
            return Optional.empty();
        }
        if (schematic.has("jsonPatches")) {
            refuse("jsonPatches", "patch and jsonPatches exclude each other");
        }
        if (!patch.isObject()) {
            refuse("patch", "must be an object, which is merged into the component's main object");
        }
        return Optional.of(new TemplateCompiler(environment, problems).node("patch", patch));
    }

    private Optional<Node> jsonPatches(CelEnvironment environment, JsonNode schematic) {
        JsonNode patches = schematic.path("jsonPatches");
        if (patches.isMissingNode()) {
            return Optional.empty();
        }
        if (!patches.isArray()) {
            refuse("jsonPatches", "must be a list of operations of RFC 6902");
        }
        return Optional.of(new TemplateCompiler(environment, problems).node("jsonPatches", patches));
    }

    private void unknownFields(String path, JsonNode object, Set<String> known) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getKey().equals("definitionOutputs")) {
                refuse(at, "not yet supported; write definitionOutputRefs where the type is used");
            } else if (!known.contains(field.getKey())) {
                refuse(at, "unknown field" + Suggestion.text(field.getKey(), known));
            }
        }
    }

    private void refuse(String path, String message) {
        problems.add(new TemplateProblem(path, 0, 0, message));
    }
}
