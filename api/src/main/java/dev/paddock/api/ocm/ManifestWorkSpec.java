// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent shall apply and how. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestWorkSpec(
        @Nullable Workload workload,
        @Nullable DeleteOption deleteOption,
        List<ManifestConfig> manifestConfigs,
        @Nullable Executor executor) {
    public ManifestWorkSpec {
        manifestConfigs = manifestConfigs == null ? List.of() : List.copyOf(manifestConfigs);
    }

    /** The objects themselves, as they shall be applied. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Workload(List<GenericKubernetesResource> manifests) {
        public Workload {
            manifests = manifests == null ? List.of() : List.copyOf(manifests);
        }
    }

    /** What becomes of the applied objects when the work is deleted. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeleteOption(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Default("Foreground")
            PropagationPolicy propagationPolicy,

            @Nullable SelectivelyOrphan selectivelyOrphans,
            @Nullable Long ttlSecondsAfterFinished) {
        public DeleteOption {
            propagationPolicy = propagationPolicy == null ? PropagationPolicy.FOREGROUND : propagationPolicy;
        }
    }

    /** The objects that stay behind. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SelectivelyOrphan(List<ResourceIdentifier> orphaningRules) {
        public SelectivelyOrphan {
            orphaningRules = orphaningRules == null ? List.of() : List.copyOf(orphaningRules);
        }
    }

    /** On whose behalf the agent applies. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Executor(@Required Subject subject) {

        /** A service account of the spoke. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record Subject(
                @Required String type, @Nullable ServiceAccountName serviceAccount) {}

        /** Where the service account lives. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record ServiceAccountName(
                @Required String namespace, @Required String name) {}
    }

    /** Whether the applied objects go with the work. */
    public enum PropagationPolicy {
        @JsonProperty("Foreground")
        FOREGROUND,
        @JsonProperty("Orphan")
        ORPHAN,
        @JsonProperty("SelectivelyOrphan")
        SELECTIVELY_ORPHAN
    }
}
