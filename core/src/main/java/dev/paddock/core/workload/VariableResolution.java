// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Map;

/** Every declared variable with its value, and every reason why the values may not be used. */
public record VariableResolution(Map<String, ResolvedVariable> values, List<FieldError> errors) {
    public VariableResolution {
        values = Map.copyOf(values);
        errors = List.copyOf(errors);
    }
}
