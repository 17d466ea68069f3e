// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.List;
import java.util.Optional;

/**
 * One type that Applications may name.
 *
 * @param schematic what makes its objects
 * @param workload what kind of workload a component of this type is, such as {@code deployments.apps}
 * @param workloadRefPath where a trait's object wants a reference to the component's main object
 * @param healthPolicy the CUE text that says whether an object is healthy
 * @param customStatus the CUE text that says how it is
 * @param contextValues what its template finds in its context besides what every template does
 */
public record Definition(
        Kind kind,
        String name,
        Schematic schematic,
        Optional<String> workload,
        List<String> appliesToWorkloads,
        List<String> conflictsWith,
        Optional<String> workloadRefPath,
        Optional<String> healthPolicy,
        Optional<String> customStatus,
        List<ContextValue> contextValues) {

    /** One whose template finds nothing more in its context. */
    public Definition(
            Kind kind,
            String name,
            Schematic schematic,
            Optional<String> workload,
            List<String> appliesToWorkloads,
            List<String> conflictsWith,
            Optional<String> workloadRefPath,
            Optional<String> healthPolicy,
            Optional<String> customStatus) {
        this(
                kind,
                name,
                schematic,
                workload,
                appliesToWorkloads,
                conflictsWith,
                workloadRefPath,
                healthPolicy,
                customStatus,
                List.of());
    }

    public Definition {
        contextValues = List.copyOf(contextValues);
        appliesToWorkloads = List.copyOf(appliesToWorkloads);
        conflictsWith = List.copyOf(conflictsWith);
    }

    Definition withoutHealth() {
        return new Definition(
                kind,
                name,
                schematic,
                workload,
                appliesToWorkloads,
                conflictsWith,
                workloadRefPath,
                Optional.empty(),
                Optional.empty(),
                contextValues);
    }

    /** A template in one of the languages there are. */
    public sealed interface Schematic {

        /** What its engine reads. */
        String text();

        /** @param text {@code schematic.cue.template} */
        record Cue(String text) implements Schematic {}

        /** @param text {@code schematic.cel} as one JSON text, so that equal schematics are compiled once */
        record Cel(String text) implements Schematic {}
    }

    /** What a definition defines. */
    public enum Kind {
        COMPONENT("ComponentDefinition", "component"),
        TRAIT("TraitDefinition", "trait"),
        POLICY("PolicyDefinition", "policy"),
        WORKFLOW_STEP("WorkflowStepDefinition", "workflow step");

        private final String objectKind;
        private final String word;

        Kind(String objectKind, String word) {
            this.objectKind = objectKind;
            this.word = word;
        }

        /** The {@code kind} of the object. */
        public String objectKind() {
            return objectKind;
        }

        /** How messages name it. */
        public String word() {
            return word;
        }

        public static Optional<Kind> of(String objectKind) {
            for (Kind kind : values()) {
                if (kind.objectKind.equals(objectKind)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
