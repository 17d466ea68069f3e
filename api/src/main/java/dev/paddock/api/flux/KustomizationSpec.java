// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.flux;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which folder is applied, in what order, on whose behalf, and what happens to what it applied. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KustomizationSpec(
        @Nullable CommonMetadata commonMetadata,
        List<Dependency> dependsOn,

        @Required @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
        String interval,

        @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$") @Nullable
        String retryInterval,

        @Nullable KubeConfig kubeConfig,
        @Nullable String path,
        @Nullable PostBuild postBuild,
        @Required Boolean prune,
        @Nullable DeletionPolicy deletionPolicy,
        List<ObjectReference> healthChecks,
        @Nullable String serviceAccountName,
        @Required SourceReference sourceRef,
        @Nullable Boolean suspend,
        @Nullable String targetNamespace,

        @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$") @Nullable
        String timeout,

        @Default("false") @Nullable Boolean force,
        @JsonProperty("wait") @Nullable Boolean waitForHealth) {
    public KustomizationSpec {
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
        healthChecks = healthChecks == null ? List.of() : List.copyOf(healthChecks);
    }

    /** Labels and annotations put on every applied object. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CommonMetadata(Map<String, String> annotations, Map<String, String> labels) {
        public CommonMetadata {
            annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }
    }

    /** A Kustomization that must be ready first. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Dependency(
            @Required String name,
            @Nullable String namespace,
            @Nullable String readyExpr) {}

    /** The source whose artifact is applied. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SourceReference(
            @Nullable String apiVersion,
            @Required SourceKind kind,
            @Required String name,
            @Nullable String namespace) {}

    /** An object whose health counts. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ObjectReference(
            @Nullable String apiVersion,
            @Required String kind,
            @Required String name,
            @Nullable String namespace) {}

    /** Variables put into the folder's files before they are applied. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PostBuild(
            @Nullable SubstituteStrategy substituteStrategy,
            Map<String, String> substitute,
            List<SubstituteReference> substituteFrom) {
        public PostBuild {
            substituteFrom = substituteFrom == null ? List.of() : List.copyOf(substituteFrom);
            substitute = substitute == null ? Map.of() : Map.copyOf(substitute);
        }
    }

    /** A ConfigMap or Secret whose keys are variables. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SubstituteReference(
            @Required ValuesKind kind,
            @Required String name,
            @Nullable Boolean optional) {}

    /** The cluster to apply to, when it is not this one. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record KubeConfig(@Nullable SecretKeyReference secretRef) {}

    /** A key of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SecretKeyReference(
            @Required String name, @Nullable String key) {}

    /** What becomes of the applied objects when the Kustomization is deleted. */
    public enum DeletionPolicy {
        @JsonProperty("MirrorPrune")
        MIRROR_PRUNE,
        @JsonProperty("Delete")
        DELETE,
        @JsonProperty("WaitForTermination")
        WAIT_FOR_TERMINATION,
        @JsonProperty("Orphan")
        ORPHAN
    }

    /** Kinds of source. */
    public enum SourceKind {
        @JsonProperty("OCIRepository")
        OCI_REPOSITORY,
        @JsonProperty("GitRepository")
        GIT_REPOSITORY,
        @JsonProperty("Bucket")
        BUCKET,
        @JsonProperty("ExternalArtifact")
        EXTERNAL_ARTIFACT
    }

    /** When variables are substituted. */
    public enum SubstituteStrategy {
        @JsonProperty("WithVariables")
        WITH_VARIABLES,
        @JsonProperty("Always")
        ALWAYS
    }

    /** Where variables come from. */
    public enum ValuesKind {
        @JsonProperty("ConfigMap")
        CONFIG_MAP,
        @JsonProperty("Secret")
        SECRET
    }
}
