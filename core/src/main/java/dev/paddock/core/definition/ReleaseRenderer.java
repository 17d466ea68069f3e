// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Renders a chart in the place of Flux's helm-controller, where the target has none. Bounded like a {@link TemplateEngine}; the same chart and
 * values have the same objects.
 */
@FunctionalInterface
public interface ReleaseRenderer {

    /** Leaves every release to the controller of its target. */
    ReleaseRenderer LEFT_TO_CONTROLLER = request -> new Outcome.Left();

    Outcome render(Request request);

    /**
     * @param release a HelmRelease
     * @param sources the HelmRepository or OCIRepository that was made with it, if one was
     * @param kubernetesVersion of the target, such as {@code v1.36.3}; blank if not known
     */
    record Request(ObjectNode release, List<ObjectNode> sources, String kubernetesVersion) {
        public Request {
            sources = List.copyOf(sources);
        }
    }

    /** What came of it. */
    sealed interface Outcome {

        /** The release is delivered as it is. */
        record Left() implements Outcome {}

        /** @param objects in the order in which they can be applied */
        record Rendered(List<ObjectNode> objects, Chart chart, List<String> warnings) implements Outcome {
            public Rendered {
                objects = List.copyOf(objects);
                warnings = List.copyOf(warnings);
            }
        }

        /** @param reason why there are none, with what would help */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * The chart that was rendered.
     *
     * @param digest of its archive; blank for a directory
     * @param source where it came from
     */
    record Chart(String name, String version, String digest, String source) {

        @Override
        public String toString() {
            return "%s %s%s from %s".formatted(name, version, digest.isEmpty() ? "" : " " + digest, source);
        }
    }
}
