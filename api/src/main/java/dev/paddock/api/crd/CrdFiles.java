// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static java.util.Objects.requireNonNull;

import dev.paddock.api.meta.Labels;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generates the CRDs of the whole catalogue as texts; does not write them anywhere. */
final class CrdFiles {
    private static final String HEADER = "# Generated from the Java types by \"make crds\"; do not edit.\n";

    /** Without it the API server takes no definition of a group of Kubernetes' own. */
    private static final String APPROVAL = "api-approved.kubernetes.io";

    private static final JSONSchemaProps NAMED = new JSONSchemaPropsBuilder()
            .withType("object")
            .addToProperties(
                    "name", new JSONSchemaPropsBuilder().withType("string").build())
            .build();

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final SchemaRefiner refiner = new SchemaRefiner();

    /** Texts by path relative to {@code deploy/crds}. */
    SortedMap<String, String> generate() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (KindCatalog group : KindCatalog.values()) {
            for (Class<? extends CustomResource<?, ?>> kind : group.kinds()) {
                CustomResourceDefinition crd = refined(group, kind);
                String name = crd.getMetadata().getName();
                files.put(group.folder() + "/" + name + ".yaml", HEADER + yaml.asYaml(crd));
            }
        }
        return files;
    }

    /** The definitions of Paddock's own kinds, in the order of the catalogue. */
    List<CustomResourceDefinition> own() throws IOException {
        List<CustomResourceDefinition> definitions = new ArrayList<>();
        for (KindCatalog group : KindCatalog.values()) {
            if (group.own()) {
                for (Class<? extends CustomResource<?, ?>> kind : group.kinds()) {
                    definitions.add(refined(group, kind));
                }
            }
        }
        return definitions;
    }

    private CustomResourceDefinition refined(KindCatalog group, Class<? extends CustomResource<?, ?>> kind)
            throws IOException {
        Memory output = new Memory();
        new CRDGenerator()
                .customResourceClasses(kind)
                .forCRDVersions("v1")
                .withOutput(output)
                .detailedGenerate();
        CustomResourceDefinition crd =
                yaml.unmarshal(output.bytes.toString(StandardCharsets.UTF_8), CustomResourceDefinition.class);
        crd.getMetadata().setLabels(Map.of(Labels.MANAGED_BY, "paddock"));
        if (crd.getSpec().getGroup().endsWith(".k8s.io")) {
            crd.getMetadata()
                    .setAnnotations(Map.of(APPROVAL, "unapproved, those fields of the API that are used here"));
        }
        JSONSchemaProps schema =
                crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        SchemaRefiner.describe(kind, schema);
        if (group.own()) {
            crd.getSpec()
                    .getNames()
                    .setCategories(group == KindCatalog.OAM ? List.of("paddock", "oam") : List.of("paddock"));
            // Without it an object that has no spec at all would escape every rule on the spec.
            schema.setRequired(List.of("spec"));
            // A rule may speak about the name only where the schema has it.
            schema.getProperties().put("metadata", NAMED);
            if (partOf(kind, 1) == Void.class) {
                schema.getProperties().remove("status");
            }
            PrinterColumns.apply(crd);
        }
        refinePart(kind, 0, "spec", schema);
        refinePart(kind, 1, "status", schema);
        return crd;
    }

    private void refinePart(Class<?> kind, int argument, String property, JSONSchemaProps schema) {
        Type part = partOf(kind, argument);
        if (part instanceof Class<?> type && type.isRecord()) {
            JSONSchemaProps described = requireNonNull(schema.getProperties().get(property), property);
            refiner.refine(type, described);
            SchemaRefiner.describe(type, described);
        }
    }

    private static Type partOf(Class<?> kind, int argument) {
        return ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments()[argument];
    }

    /** Keeps the one file that a run of the generator writes. */
    private static final class Memory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return bytes;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
