// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.health.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a workload: where it belongs and how it is.
 *
 * @param component empty when no label says so
 * @param trait empty for what the component itself makes, be it its main object or another
 * @param object empty when it is missing
 */
record Part(
        ObjectRef ref,
        String component,
        String trait,
        Map<String, String> labels,
        Optional<JsonNode> object,
        Verdict verdict) {

    static String component(Map<String, String> labels) {
        return labels.getOrDefault(Labels.APP_COMPONENT, "");
    }

    static String trait(Map<String, String> labels) {
        String type = labels.getOrDefault(Labels.TRAIT_TYPE, "");
        return type.equals(Labels.AUXILIARY_WORKLOAD) ? "" : type;
    }
}
