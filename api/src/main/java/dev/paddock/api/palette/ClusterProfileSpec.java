// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Reference;
import dev.paddock.api.schema.Description;
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
@Description("The layers of a cluster and how a provider makes it.")
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
        @Description("Infrastructure, AddOn or Full; decides which layers are needed and allowed.") @Required
        Type type,

        @Description("Version of this template, like v3 or v1.4.0; layers and template in use change only "
                + "with a new one.")
        @Required
        @Size(min = 1, max = 63)
        String version,

        @Description("Cloud the template is for; a cluster's cloud must equal it.") @Required @Size(min = 1, max = 63)
        String cloud,

        @Description("Kubernetes versions it can make, of which the newest is the default.") @Size(max = 32) @SetList
        List<String> kubernetesVersions,

        @Description("What a cluster is made of: one Kubernetes layer, at most one each of OperatingSystem, "
                + "CNI and CSI, any AddOns.")
        @Size(max = 64)
        @ListKeys("name")
        List<Layer> layers,

        @Description("How a provider makes the cluster; needed unless type is AddOn.") @Nullable
        Template template) {
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
            @Description("Name of the layer, unique in the profile.") @Required @Size(min = 1, max = 63)
            String name,

            @Description("Kubernetes, OperatingSystem, CNI, CSI or AddOn.") @Required
            LayerKind kind,

            @Description("What the layer is, in the words of the provider, such as the name of a pack.")
            @Required
            @Size(min = 1, max = 1024)
            String ref,

            @Description("Version of the layer.") @Required @Size(min = 1, max = 63)
            String version,

            @Description("Settings of the layer, in any shape the provider reads.") @FreeForm @Nullable
            Object values) {}

    /** How a provider makes the cluster: exactly one is set. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value =
                    "[has(self.palette), has(self.clusterAPI), has(self.kamaji), has(self.terraform), has(self.embedded)].filter(set, set).size() == 1",
            message = "exactly one of palette, clusterAPI, kamaji, terraform, embedded must be set",
            reason = "FieldValueInvalid")
    public record Template(
            @Description("Profile of a Palette account. Not yet supported: setting it is refused.") @Nullable
            Palette palette,

            @Description("ClusterClass of Cluster API. Not yet supported: setting it is refused.") @Nullable
            ClusterApi clusterAPI,

            @Description("Control plane hosted by Kamaji. Not yet supported: setting it is refused.") @Nullable
            Kamaji kamaji,

            @Description("Terraform module. Not yet supported: setting it is refused.") @Nullable
            Terraform terraform,

            @Description("One more real control plane on the hub's own machine, with simulated nodes; has no settings.")
            @Nullable
            Embedded embedded) {}

    /** A profile of a Palette account. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Palette(
            @Description("Identifier of the profile in the Palette account.") @Required @Size(min = 1, max = 63)
            String uid) {}

    /** A ClusterClass. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterApi(
            @Description("The ClusterClass to use.") @Required
            Reference clusterClassRef) {}

    /** A hosted control plane. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Kamaji(
            @Description("DataStore that keeps the control plane's objects; the default one if absent.")
            @Nullable
            @Size(max = 253)
            String dataStore,

            @Description("Kubernetes version of the control plane.") @Nullable @Size(max = 32)
            String version) {}

    /** A module, pinned by checksum. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Terraform(
            @Description("Address of the module.") @Required @Size(min = 1, max = 1024)
            String source,

            @Description("Version of the module.") @Nullable @Size(max = 63)
            String version,

            @Description("Checksum the module must have, as 64 hexadecimal digits.")
            @Nullable
            @Pattern("^[0-9a-f]{64}$")
            String sha256,

            @Description("Variables of the module.") @PreserveUnknownFields
            Map<String, Object> variables) {
        public Terraform {
            variables = Immutable.map(variables);
        }
    }

    /** One more real control plane on the hub's own machine. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Embedded() {}
}
