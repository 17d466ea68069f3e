// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.events.Warning;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.health.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a workload: where it belongs and how it is.
 *
 * @param component empty when no label says so
 * @param trait empty for what the component itself makes, be it its main object or another
 * @param object empty when it is missing
 * @param said how it is in the words of its definition, if that has any
 * @param warnings what the cluster complained about, newest first
 */
record Part(
        ObjectRef ref,
        String component,
        String trait,
        Map<String, String> labels,
        Optional<JsonNode> object,
        Verdict verdict,
        Optional<String> said,
        List<Warning> warnings) {

    Part {
        warnings = List.copyOf(warnings);
    }

    Part(
            ObjectRef ref,
            String component,
            String trait,
            Map<String, String> labels,
            Optional<JsonNode> object,
            Verdict verdict) {
        this(ref, component, trait, labels, object, verdict, Optional.empty(), List.of());
    }

    static String component(Map<String, String> labels) {
        return labels.getOrDefault(Labels.APP_COMPONENT, "");
    }

    static String trait(Map<String, String> labels) {
        String type = labels.getOrDefault(Labels.TRAIT_TYPE, "");
        return type.equals(Labels.AUXILIARY_WORKLOAD) ? "" : type;
    }
}
