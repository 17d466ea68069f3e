// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one cluster was given. */
@Description("What the cluster was given.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadSpec(
        @Description("The workload as resolved for this cluster.") @Nullable
        WorkloadTemplate workload,

        @Description("Name of the ManagedCluster it runs on.") @Nullable
        String clusterName,

        @Description("Class of clusters whose artifact it takes.") @JsonProperty("class") @Nullable
        String clusterClass,

        @Description("Artifact that the cluster pulls.") @Nullable
        Artifact artifact,

        @Description("What the definitions of its components and traits say about their health; without a word of "
                + "theirs the rules of the kinds hold.")
        @Size(max = 1000)
        List<DefinitionHealth> health) {
    public WorkloadSpec {
        health = Immutable.list(health);
    }

    /** Where no definition says anything about health. */
    public WorkloadSpec(
            @Nullable WorkloadTemplate workload,
            @Nullable String clusterName,
            @Nullable String clusterClass,
            @Nullable Artifact artifact) {
        this(workload, clusterName, clusterClass, artifact, List.of());
    }

    /** What one definition says about the health of what it rendered for one component or trait. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DefinitionHealth(
            @Description("Name of the component.") @Required @Size(min = 1, max = 63)
            String component,

            @Description("Type of the trait that rendered the objects; empty for the component's own.") @Nullable
            String trait,

            @Description("CEL expressions, per rendered object, that must all be true of a healthy one.")
            @Size(max = 1000)
            List<Readiness> readyWhen,

            @Description("CUE text whose isHealth says whether it is healthy.") @Nullable
            String healthPolicy,

            @Description("CUE text whose message says how it is.") @Nullable
            String customStatus,

            @Description("The parameter that the template was given; what is secret is not in it.")
            @PreserveUnknownFields
            Map<String, Object> parameter) {
        public DefinitionHealth {
            readyWhen = Immutable.list(readyWhen);
            parameter = Immutable.map(parameter);
        }
    }

    /** When one rendered object is ready. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Readiness(
            @Description("The object's id: output, or its name among the outputs.") @Required @Size(min = 1, max = 63)
            String resource,

            @Description("CEL expressions over self, the object with its status.") @Size(max = 32)
            List<String> expressions) {
        public Readiness {
            expressions = Immutable.list(expressions);
        }
    }

    /** The artifact the cluster pulls. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Artifact(
            @Description("Repository of the artifact, as an oci:// address.") @Required
            String repository,

            @Description("sha256 digest to pull.") @Required String digest) {}
}
