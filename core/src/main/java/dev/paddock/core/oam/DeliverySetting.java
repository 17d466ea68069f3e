// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What surrounds the components of one delivery: what their templates may know, and the names and labels of what they make. */
public interface DeliverySetting {

    /** @param name the component or the policy */
    ObjectNode context(String name, JsonNode parameter);

    /** What the cluster claims of itself under a name; empty if that is not known, as without a cluster. */
    default Optional<String> claim(String name) {
        return Optional.empty();
    }

    /** The component's own object gets its metadata, in place. */
    void completeMain(ObjectNode object, Application.Component component);

    /**
     * What a template makes besides gets its metadata, in place.
     *
     * @param source the trait, or {@link dev.paddock.api.meta.Labels#AUXILIARY_WORKLOAD} for the component itself
     * @param resource the name of the output
     */
    void completePart(ObjectNode object, Application.Component component, String source, String resource);

    /** What a chart makes gets its labels, in place; it has its name and namespace from the chart. */
    void completeChartObject(ObjectNode object, String component);

    /**
     * A copy of a HelmRelease, or of the source that came with it, on its way to be rendered: it gets the namespace in which what it refers to
     * is looked for, and says where its objects go.
     *
     * @return why it may not refer to what it refers to
     */
    default Optional<String> beforeRendering(ObjectNode copy) {
        return Optional.empty();
    }

    /** Whether a controller of the cluster is to install a component that is a HelmRelease. */
    default boolean installsRelease(String component) {
        return false;
    }

    /** Of the cluster, such as {@code v1.36.3}; blank if not known. A chart that is rendered reads it. */
    String kubernetesVersion();

    /** What a policy makes gets its metadata, in place. */
    void completePolicyObject(ObjectNode object, String policy);
}
