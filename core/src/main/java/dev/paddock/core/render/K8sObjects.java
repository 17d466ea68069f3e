// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Component type {@code k8s-objects}: the first object is the main one, the others are {@code objects-1}, {@code objects-2}, … */
final class K8sObjects implements Schematic {

    @Override
    public Result render(ObjectNode properties, String path, SchematicContext context) {
        Parameters.Findings findings = new Parameters.Findings();
        JsonNode objects = properties.path("objects");
        if (!objects.isArray() || objects.isEmpty()) {
            findings.errors.add(
                    FieldError.required(path + ".objects", "component type k8s-objects needs a list of objects"));
        }
        List<Produced> produced = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            String at = path + ".objects[" + i + "]";
            if (objects.get(i) instanceof ObjectNode object) {
                check(object, at, i, findings.errors);
                produced.add(new Produced(i == 0 ? MAIN : "objects-" + i, at, object.deepCopy()));
            } else {
                findings.errors.add(FieldError.invalid(at, objects.get(i), "must be a Kubernetes object"));
            }
        }
        Parameters parameters = new Parameters("k8s-objects", path, properties, findings);
        parameters.has("objects");
        parameters.warnUnknown();
        return new Result(produced, findings.errors, findings.warnings);
    }

    private static void check(ObjectNode object, String at, int index, List<FieldError> errors) {
        for (String field : List.of("apiVersion", "kind")) {
            if (!object.path(field).isTextual()) {
                errors.add(FieldError.required(at + "." + field, "every Kubernetes object has one"));
            }
        }
        // The main object may go without a name, it then takes the component's; two nameless ones would be one object.
        if (index > 0 && object.path("metadata").path("name").asText().isEmpty()) {
            errors.add(FieldError.required(at + ".metadata.name", "only the first object takes the component's name"));
        }
    }
}
