// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What a HelmRelease wants, with the controller's defaults.
 *
 * @param source the HelmRepository or OCIRepository
 * @param chart its name; blank where the source is the chart itself
 */
record ChartQuestion(
        ObjectNode source,
        String chart,
        String version,
        String releaseName,
        String namespace,
        boolean createNamespace,
        ObjectNode values,
        List<String> valuesFiles,
        boolean ignoreMissingValuesFiles) {

    /** The release cannot be rendered here; the message says what would help. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private static final String INSTEAD = "; clusters with Flux's helm-controller do it";

    /** What only a controller can do, by the path in the release. */
    private static final Map<String, String> CONTROLLERS = Map.of(
            "/spec/postRenderers", "post-renderers are the controller's",
            "/spec/kubeConfig", "another cluster's kubeconfig is the controller's",
            "/spec/suspend", "a suspended release is not rendered",
            "/spec/chart/spec/verify", "the chart's signature is checked where it is installed");

    static ChartQuestion of(ObjectNode release, List<ObjectNode> sources, ReferencedObjects objects)
            throws RefusedException {
        for (Map.Entry<String, String> each : CONTROLLERS.entrySet()) {
            JsonNode given = release.at(each.getKey());
            if (!given.isMissingNode() && !given.isNull() && !(given.isBoolean() && !given.booleanValue())) {
                throw new RefusedException(each.getValue() + INSTEAD);
            }
        }
        JsonNode spec = release.path("spec");
        String own = release.path("metadata").path("namespace").asText("default");
        String name = release.path("metadata").path("name").asText();
        String target = spec.path("targetNamespace").asText();
        JsonNode chart = spec.path("chart").path("spec");
        JsonNode reference = spec.has("chartRef") ? spec.path("chartRef") : chart.path("sourceRef");
        return new ChartQuestion(
                source(reference, own, sources, objects),
                chart.path("chart").asText(),
                chart.path("version").asText("*"),
                spec.path("releaseName").asText(target.isEmpty() ? name : target + "-" + name),
                target.isEmpty() ? own : target,
                spec.path("install").path("createNamespace").asBoolean(),
                new ReleaseValues(objects, own).of(spec),
                chart.path("valuesFiles").valueStream().map(JsonNode::asText).toList(),
                chart.path("ignoreMissingValuesFiles").asBoolean());
    }

    private static ObjectNode source(
            JsonNode reference, String own, List<ObjectNode> sources, ReferencedObjects objects)
            throws RefusedException {
        String kind = reference.path("kind").asText();
        String name = reference.path("name").asText();
        if (!kind.equals("HelmRepository") && !kind.equals("OCIRepository")) {
            throw new RefusedException("a chart from a " + kind + " is only rendered by the controller" + INSTEAD);
        }
        String namespace = reference.path("namespace").asText(own);
        for (ObjectNode made : sources) {
            // One that comes with the component is the project's: elsewhere it could name Secrets that the project may
            // not read.
            if (namespace.equals(own)
                    && made.path("kind").asText().equals(kind)
                    && made.path("metadata").path("name").asText().equals(name)
                    && made.path("metadata").path("namespace").asText(own).equals(namespace)) {
                return made;
            }
        }
        return objects.find(kind, namespace, name)
                .orElseThrow(() ->
                        new RefusedException("there is no %s %s in namespace %s; create it, or write the URL as repo"
                                .formatted(kind, name, namespace)));
    }
}
