// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * The objects of an Application.
 *
 * @param deliveries one for each topology a deploy step sends it to, or a single one
 * @param errors why the objects may not be used; empty when they may
 */
public record RenderedApplication(List<Delivery> deliveries, List<FieldError> errors, List<String> warnings) {

    public RenderedApplication {
        deliveries = List.copyOf(deliveries);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** @param title how the dry run names it, such as {@code shop with topology prod} */
    public record Delivery(String title, List<Component> components, List<PolicyObjects> policies) {
        public Delivery {
            components = List.copyOf(components);
            policies = List.copyOf(policies);
        }
    }

    /**
     * @param main the component's own object
     * @param parts what its template and its traits make besides
     * @param chart the chart that was rendered for it, if one was
     */
    public record Component(String name, ObjectNode main, List<Part> parts, Optional<ReleaseRenderer.Chart> chart) {
        public Component {
            parts = List.copyOf(parts);
        }
    }

    /** @param source the trait, or {@link dev.paddock.api.meta.Labels#AUXILIARY_WORKLOAD} for the component itself */
    public record Part(String source, String resource, ObjectNode object) {}

    /** What a policy with a definition of its own makes. */
    public record PolicyObjects(String name, List<ObjectNode> objects) {
        public PolicyObjects {
            objects = List.copyOf(objects);
        }
    }
}
