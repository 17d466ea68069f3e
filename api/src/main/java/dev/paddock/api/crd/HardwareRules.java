// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import dev.paddock.api.schema.FixedHardware;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/** The CEL rules that {@link FixedHardware} stands for. */
final class HardwareRules {
    private static final String ARCHITECTURE = "(has(self.architecture) ? self.architecture.lowerAscii() : 'amd64')"
            + " == (has(oldSelf.architecture) ? oldSelf.architecture.lowerAscii() : 'amd64')";

    private static final String CPU =
            "has(self.cpu) == has(oldSelf.cpu) && (!has(self.cpu) || self.cpu == oldSelf.cpu)";

    private static final String MEMORY =
            "has(self.memory) == has(oldSelf.memory) && (!has(self.memory) || self.memory == oldSelf.memory)";

    /** Compares devices under either name; how they are shared may change. */
    private static final String GPU = "has(self.gpu) == has(oldSelf.gpu) && (!has(self.gpu) || ("
            + "self.gpu.family == oldSelf.gpu.family"
            + " && (has(self.gpu.count) ? self.gpu.count : has(self.gpu.gpuCount) ? self.gpu.gpuCount : 0)"
            + " == (has(oldSelf.gpu.count) ? oldSelf.gpu.count : has(oldSelf.gpu.gpuCount) ? oldSelf.gpu.gpuCount : 0)"
            + " && (has(self.gpu.memoryMiB) ? self.gpu.memoryMiB : has(self.gpu.gpuMemory) ? self.gpu.gpuMemory : 0)"
            + " == (has(oldSelf.gpu.memoryMiB) ? oldSelf.gpu.memoryMiB"
            + " : has(oldSelf.gpu.gpuMemory) ? oldSelf.gpu.gpuMemory : 0)))";

    private static final String TEXT = "field is immutable: add a pool with the new hardware and remove the old one";

    private HardwareRules() {}

    /** @param schema of one pool */
    static void addTo(JSONSchemaProps schema) {
        List<ValidationRule> rules = new ArrayList<>(schema.getXKubernetesValidations());
        rules.add(rule(".architecture", ARCHITECTURE));
        rules.add(rule(".cpu", CPU));
        rules.add(rule(".memory", MEMORY));
        rules.add(rule(".gpu", GPU));
        schema.setXKubernetesValidations(rules);
    }

    private static ValidationRule rule(String field, String expression) {
        return new ValidationRuleBuilder()
                .withRule(expression)
                .withMessage(TEXT)
                .withReason("FieldValueInvalid")
                .withFieldPath(field)
                .build();
    }
}
