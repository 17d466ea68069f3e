// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Reference;
import dev.paddock.api.schema.FreeForm;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layers of a cluster and how a provider makes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value =
                "self.type == 'AddOn' || (has(self.layers) && self.layers.filter(l, l.kind == 'Kubernetes').size() == 1)",
        message = "exactly one layer of kind Kubernetes is needed unless type is AddOn",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value =
                "self.type == 'AddOn' || !has(self.layers) || self.layers.filter(l, l.kind == 'OperatingSystem').size() <= 1",
        message = "at most one layer of kind OperatingSystem is allowed",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value = "self.type == 'AddOn' || !has(self.layers) || self.layers.filter(l, l.kind == 'CNI').size() <= 1",
        message = "at most one layer of kind CNI is allowed",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value = "self.type == 'AddOn' || !has(self.layers) || self.layers.filter(l, l.kind == 'CSI').size() <= 1",
        message = "at most one layer of kind CSI is allowed",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value = "self.type != 'Full' || (has(self.layers) && self.layers.filter(l, l.kind == 'AddOn').size() >= 1)",
        message = "type Full needs at least one layer of kind AddOn",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value = "self.type != 'AddOn' || !has(self.layers) || self.layers.all(l, l.kind == 'AddOn')",
        message = "type AddOn allows only layers of kind AddOn",
        reason = "FieldValueInvalid",
        fieldPath = ".layers")
@ValidationRule(
        value = "self.type == 'AddOn' || has(self.template)",
        message = "needed unless type is AddOn",
        reason = "FieldValueRequired",
        fieldPath = ".template")
public record ClusterProfileSpec(
        @Required Type type,
        @Required @Size(min = 1, max = 63) String version,
        @Required @Size(min = 1, max = 63) String cloud,
        @Size(max = 32) @SetList List<String> kubernetesVersions,
        @Size(max = 64) @ListKeys("name") List<Layer> layers,
        @Nullable Template template) {
    public ClusterProfileSpec {
        kubernetesVersions = Immutable.list(kubernetesVersions);
        layers = Immutable.list(layers);
    }

    /** What a profile brings. */
    public enum Type {
        INFRASTRUCTURE("Infrastructure"),
        ADD_ON("AddOn"),
        FULL("Full");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a layer is. */
    public enum LayerKind {
        KUBERNETES("Kubernetes"),
        OPERATING_SYSTEM("OperatingSystem"),
        CNI("CNI"),
        CSI("CSI"),
        ADD_ON("AddOn");

        private final String text;

        LayerKind(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** One layer of a cluster. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Layer(
            @Required @Size(min = 1, max = 63) String name,
            @Required LayerKind kind,
            @Required @Size(min = 1, max = 1024) String ref,
            @Required @Size(min = 1, max = 63) String version,
            @FreeForm @Nullable Object values) {}

    /** How a provider makes the cluster: exactly one is set. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value =
                    "[has(self.palette), has(self.clusterAPI), has(self.kamaji), has(self.terraform), has(self.embedded)].filter(set, set).size() == 1",
            message = "exactly one of palette, clusterAPI, kamaji, terraform, embedded must be set",
            reason = "FieldValueInvalid")
    public record Template(
            @Nullable Palette palette,
            @Nullable ClusterApi clusterAPI,
            @Nullable Kamaji kamaji,
            @Nullable Terraform terraform,
            @Nullable Embedded embedded) {}

    /** A profile of a Palette account. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Palette(@Required @Size(min = 1, max = 63) String uid) {}

    /** A ClusterClass. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterApi(@Required Reference clusterClassRef) {}

    /** A hosted control plane. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Kamaji(
            @Nullable @Size(max = 253) String dataStore,
            @Nullable @Size(max = 32) String version) {}

    /** A module, pinned by checksum. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Terraform(
            @Required @Size(min = 1, max = 1024) String source,
            @Nullable @Size(max = 63) String version,
            @Nullable @Pattern("^[0-9a-f]{64}$") String sha256,
            @PreserveUnknownFields Map<String, Object> variables) {
        public Terraform {
            variables = Immutable.map(variables);
        }
    }

    /** One more real control plane on the hub's own machine. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Embedded() {}
}
