// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.NullValue;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.StatusReport;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One evaluation of a compiled schematic. */
final class SchematicRun {

    private static final String STATUS = "status";

    private final CompiledSchematic schematic;
    private final JsonNode context;
    private final CelLimits limits;
    private final Budget budget;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Map<String, JsonNode>> made = new LinkedHashMap<>();
    private int objects;

    SchematicRun(CompiledSchematic schematic, JsonNode parameter, JsonNode context, CelLimits limits, Budget budget) {
        this.schematic = schematic;
        this.context = context;
        this.limits = limits;
        this.budget = budget;
        values.put(CelEnvironment.PARAMETER, CelValues.of(parameter));
        values.put(CelEnvironment.CONTEXT, CelValues.of(context));
    }

    Evaluation.Rendered rendered() {
        schematic.resources().forEach(this::make);
        Optional<Tree> output = Optional.empty();
        Map<String, Tree> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, JsonNode>> resource : made.entrySet()) {
            for (Map.Entry<String, JsonNode> object : resource.getValue().entrySet()) {
                if (resource.getKey().equals(CompiledSchematic.MAIN)) {
                    output = Optional.of(Tree.of(object.getValue()));
                } else {
                    outputs.put(object.getKey(), Tree.of(object.getValue()));
                }
            }
        }
        return new Evaluation.Rendered(output, outputs, patch(), Map.of(), List.of());
    }

    private CelEnvironment.Scope scope() {
        return new CelEnvironment.Scope(values, budget);
    }

    private void make(CompiledResource resource) {
        boolean repeated = !resource.repeats().isEmpty();
        Map<String, JsonNode> results = new LinkedHashMap<>();
        made.put(resource.id(), results);
        if (!resource.includeWhen().stream().allMatch(this::holds)) {
            values.put(resource.id(), repeated ? List.of() : NullValue.NULL_VALUE);
            return;
        }
        if (!repeated) {
            JsonNode object = object(resource);
            results.put(resource.id(), object);
            values.put(resource.id(), visible(object));
            return;
        }
        List<Object> all = new ArrayList<>();
        repeat(resource, 0, () -> {
            JsonNode object = object(resource);
            results.put(resource.id() + "-" + all.size(), object);
            all.add(visible(object));
        });
        values.put(resource.id(), all);
    }

    /** Every combination of the variables' values, the last variable changing fastest. */
    private void repeat(CompiledResource resource, int variable, Runnable body) {
        if (variable == resource.repeats().size()) {
            body.run();
            return;
        }
        CompiledResource.Repeat repeat = resource.repeats().get(variable);
        JsonNode list = repeat.in().render(scope()).orElseGet(JsonNodeFactory.instance::arrayNode);
        if (!list.isArray()) {
            throw failed(repeat.path(), "must be a list, and is " + list);
        }
        for (JsonNode each : list) {
            values.put(repeat.name(), CelValues.of(each));
            repeat(resource, variable + 1, body);
        }
        values.remove(repeat.name());
    }

    private JsonNode object(CompiledResource resource) {
        if (++objects > limits.objects()) {
            throw new Budget.ExceededException("the template makes more than %d objects".formatted(limits.objects()));
        }
        return resource.template().render(scope()).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** What others may know of an object: not its status, which a template would only make up. */
    private static Object visible(JsonNode object) {
        if (!object.has(STATUS)) {
            return CelValues.of(object);
        }
        ObjectNode copy = object.deepCopy();
        copy.remove(STATUS);
        return CelValues.of(copy);
    }

    private boolean holds(Expression condition) {
        return Boolean.TRUE.equals(condition.value(scope()));
    }

    private Optional<Patch> patch() {
        if (schematic.patch().isPresent()) {
            return schematic
                    .patch()
                    .get()
                    .render(scope())
                    .map(tree -> new Patch(Tree.of(tree), Patch.Strategy.STRATEGIC_MERGE));
        }
        return schematic.jsonPatches().flatMap(node -> node.render(scope())).map(operations -> {
            ObjectNode holder = JsonNodeFactory.instance.objectNode();
            holder.set("operations", operations instanceof ArrayNode list ? list : holder.arrayNode());
            return new Patch(Tree.of(holder), Patch.Strategy.JSON_PATCH);
        });
    }

    /** Ready when every condition holds; one that asks for what is not reported yet does not. */
    StatusReport status() {
        List<TemplateProblem> problems = new ArrayList<>();
        boolean says = false;
        boolean ready = true;
        for (CompiledResource resource : schematic.resources()) {
            for (Expression condition : resource.readyWhen()) {
                says = true;
                ready &= ready(resource, condition);
            }
        }
        return new StatusReport(says ? Optional.of(ready) : Optional.empty(), Optional.empty(), problems);
    }

    private boolean ready(CompiledResource resource, Expression condition) {
        List<JsonNode> objects = new ArrayList<>();
        if (resource.id().equals(CompiledSchematic.MAIN)) {
            objects.add(context.path("output"));
        } else if (resource.repeats().isEmpty()) {
            JsonNode object = context.path("outputs").path(resource.id());
            if (!object.isMissingNode() || resource.includeWhen().isEmpty()) {
                objects.add(object);
            }
        } else {
            context.path("outputs").properties().stream()
                    .filter(each -> each.getKey().matches(resource.id() + "-\\d+"))
                    .forEach(each -> objects.add(each.getValue()));
        }
        return objects.stream().allMatch(object -> ready(object, condition));
    }

    private boolean ready(JsonNode object, Expression condition) {
        Map<String, Object> known = new HashMap<>(values);
        known.put(CelEnvironment.SELF, CelValues.of(object));
        try {
            return Boolean.TRUE.equals(condition.value(new CelEnvironment.Scope(known, budget)));
        } catch (Node.FailedException notReportedYet) {
            return false;
        }
    }

    private static Node.FailedException failed(String path, String message) {
        return new Node.FailedException(new TemplateProblem(path, 0, 0, message), new IllegalStateException(message));
    }
}
