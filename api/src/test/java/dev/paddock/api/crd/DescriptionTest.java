// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    @Test
    void everyFieldOfEveryKindOfOursSaysWhatItIsFor() throws IOException {
        List<String> silent = new ArrayList<>();
        for (CustomResourceDefinition kind : new CrdFiles().own()) {
            JSONSchemaProps schema =
                    kind.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
            // Kubernetes describes metadata itself.
            schema.getProperties().remove("metadata");
            collect(kind.getSpec().getNames().getKind(), schema, silent);
        }

        assertThat(silent)
                .as("fields without a sentence; put @Description on the record component")
                .isEmpty();
    }

    @Test
    void aFieldThatSaysNothingIsFoundAtAnyDepth() {
        JSONSchemaProps nothing =
                new JSONSchemaPropsBuilder().withType("string").build();
        JSONSchemaProps map = new JSONSchemaPropsBuilder()
                .withDescription("A map.")
                .withNewAdditionalProperties()
                .withNewSchema()
                .addToProperties("deep", nothing)
                .endSchema()
                .endAdditionalProperties()
                .build();
        JSONSchemaProps list = new JSONSchemaPropsBuilder()
                .withDescription("A list.")
                .withNewItems()
                .withNewSchema()
                .addToProperties("map", map)
                .endSchema()
                .endItems()
                .build();
        List<String> silent = new ArrayList<>();

        collect(
                "Kind",
                new JSONSchemaPropsBuilder()
                        .withDescription("A kind.")
                        .addToProperties("list", list)
                        .build(),
                silent);

        assertThat(silent).containsExactly("Kind.list[].map.*.deep");
    }

    private static void collect(String path, JSONSchemaProps schema, List<String> silent) {
        if (schema.getDescription() == null || schema.getDescription().isBlank()) {
            silent.add(path);
        }
        below(path, schema, silent);
    }

    /** Items and values are described by the field that holds them. */
    private static void below(String path, JSONSchemaProps schema, List<String> silent) {
        schema.getProperties().forEach((name, property) -> collect(path + "." + name, property, silent));
        if (schema.getItems() != null) {
            below(path + "[]", schema.getItems().getSchema(), silent);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            below(path + ".*", schema.getAdditionalProperties().getSchema(), silent);
        }
    }
}
