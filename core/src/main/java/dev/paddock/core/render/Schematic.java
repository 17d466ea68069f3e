// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.List;

/**
 * Turns the parameters of one component into objects. The seam for every way to write a component type: built in, CUE, CEL, Helm. An
 * implementation is a pure function; labels, namespaces and scope rules are not its business.
 */
@FunctionalInterface
public interface Schematic {

    /** Where {@code main} objects come from; others are auxiliary and carry an id of their own. */
    String MAIN = "output";

    /**
     * @param parameters the component's properties without macros
     * @param path where they sit, for errors
     */
    Result render(ObjectNode parameters, String path, SchematicContext context);

    /**
     * What came out.
     *
     * @param errors why the objects may not be used; empty when they may
     * @param warnings things that are probably not meant, such as unknown parameters
     */
    record Result(List<Produced> objects, List<FieldError> errors, List<String> warnings) {
        public Result {
            objects = List.copyOf(objects);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * One object.
     *
     * @param id {@link #MAIN}, or the name of the auxiliary output
     * @param path the property it was made from, for errors about it
     */
    record Produced(String id, String path, ObjectNode object) {}
}
