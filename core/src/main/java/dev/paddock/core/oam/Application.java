// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An Application as far as rendering needs it.
 *
 * @param steps the steps of a written workflow, the top ones only; empty if none is written
 */
public record Application(
        String name,
        String namespace,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Component> components,
        List<Policy> policies,
        List<Step> steps) {

    public Application {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        components = List.copyOf(components);
        policies = List.copyOf(policies);
        steps = List.copyOf(steps);
    }

    /** @param path where it was written, for errors */
    public record Component(String name, String type, ObjectNode properties, List<Trait> traits, String path) {
        public Component {
            traits = List.copyOf(traits);
        }
    }

    /** @param path where it was written, for errors */
    public record Trait(String type, ObjectNode properties, String path) {}

    /**
     * @param given whether properties were written at all
     * @param path where it was written, for errors
     */
    public record Policy(String name, String type, ObjectNode properties, boolean given, String path) {}

    /** @param path where it was written, for errors */
    public record Step(String name, String type, ObjectNode properties, String path) {}

    Application withComponents(List<Component> others) {
        return new Application(name, namespace, labels, annotations, others, policies, steps);
    }
}
