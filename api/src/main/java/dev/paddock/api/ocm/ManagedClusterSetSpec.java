// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/** Which clusters belong to the set; without a selector, those labelled with its name. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManagedClusterSetSpec(@Nullable ClusterSelector clusterSelector) {

    /** An exclusive label (a cluster is in one set) or a label selector (it may be in many). */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterSelector(
            @Required @Default("ExclusiveClusterSetLabel") SelectorType selectorType,
            @Nullable LabelSelector labelSelector) {}

    /** How membership is decided. */
    public enum SelectorType {
        @JsonProperty("ExclusiveClusterSetLabel")
        EXCLUSIVE_CLUSTER_SET_LABEL,
        @JsonProperty("LabelSelector")
        LABEL_SELECTOR
    }
}
