// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.FixedHardware;
import dev.paddock.api.schema.FreeForm;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Spelled;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Walks a schema beside the record it was generated from and adds what the generator has no annotation for: list keys,
 * sets, accepted spellings, integer formats, times, free-form values, fixed hardware, descriptions and the schema of
 * conditions.
 *
 * <p>Does not touch other rules, defaults or bounds: the generator writes those.
 */
final class SchemaRefiner {
    void refine(Class<?> type, JSONSchemaProps schema) {
        for (RecordComponent component : type.getRecordComponents()) {
            JSONSchemaProps property = schema.getProperties().get(jsonName(type, component));
            if (property == null) {
                throw new IllegalStateException("no schema for " + type.getName() + "." + component.getName());
            }
            refineType(component.getGenericType(), property);
            dropRepeatedRules(property);
            refineField(fieldOf(type, component), property);
        }
    }

    private void refineType(Type type, JSONSchemaProps schema) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class) {
                refineType(element, schema.getItems().getSchema());
            } else if (element == Object.class) {
                makeOpenObject(schema);
            } else if (generic.getRawType() == Map.class && schema.getAdditionalProperties() != null) {
                refineType(element, schema.getAdditionalProperties().getSchema());
            }
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (Boolean.TRUE.equals(schema.getXKubernetesEmbeddedResource())) {
            schema.setXKubernetesPreserveUnknownFields(true);
        }
        if (raw.isAnnotationPresent(FreeForm.class)) {
            makeFreeForm(schema);
        } else if (raw == Condition.class) {
            ConditionSchema.apply(schema);
        } else if (raw == LabelSelector.class) {
            SelectorDescriptions.describe(schema);
        } else if (raw == LabelSelectorRequirement.class) {
            SelectorDescriptions.describeRequirement(schema);
        } else if (raw.isRecord()) {
            refine(raw, schema);
        } else if (raw == Integer.class) {
            schema.setFormat("int32");
        } else if (raw == Long.class) {
            schema.setFormat("int64");
        } else if (Spelled.class.isAssignableFrom(raw)) {
            schema.setEnum(spellings(raw));
        }
    }

    /** Puts the sentence of a kind, a part of it or a field into its schema; without one nothing changes. */
    static void describe(AnnotatedElement described, JSONSchemaProps schema) {
        Description description = described.getAnnotation(Description.class);
        if (description != null) {
            schema.setDescription(description.value());
        }
    }

    private void refineField(AnnotatedElement field, JSONSchemaProps schema) {
        describe(field, schema);
        if (field.isAnnotationPresent(FreeForm.class)) {
            makeFreeForm(schema);
        }
        if (field.isAnnotationPresent(DateTime.class)) {
            schema.setFormat("date-time");
        }
        if (field.isAnnotationPresent(SetList.class)) {
            schema.setXKubernetesListType("set");
        }
        ListKeys keys = field.getAnnotation(ListKeys.class);
        if (keys != null) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(keys.value()));
            defaultOptionalKeys(schema.getItems().getSchema(), keys.value());
        }
        if (field.isAnnotationPresent(FixedHardware.class)) {
            HardwareRules.addTo(
                    schema.getItems() == null ? schema : schema.getItems().getSchema());
        }
    }

    /** The generator reads a rule from the field and again from the accessor of a record component. */
    private static void dropRepeatedRules(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
    }

    /** A key that may be left out needs a default, or the API server refuses the schema. */
    private static void defaultOptionalKeys(JSONSchemaProps item, String[] keys) {
        for (String key : keys) {
            if (!item.getRequired().contains(key)) {
                requireNonNull(item.getProperties().get(key), key).setDefault(TextNode.valueOf(""));
            }
        }
    }

    private static void makeFreeForm(JSONSchemaProps schema) {
        schema.setType(null);
        schema.setProperties(Map.of());
        schema.setAdditionalProperties(null);
        schema.setXKubernetesPreserveUnknownFields(true);
    }

    private static void makeOpenObject(JSONSchemaProps schema) {
        makeFreeForm(schema);
        schema.setType("object");
    }

    private static List<JsonNode> spellings(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Spelled.class::cast)
                .flatMap(constant -> constant.spellings().stream())
                .<JsonNode>map(TextNode::valueOf)
                .toList();
    }

    private static String jsonName(Class<?> type, RecordComponent component) {
        JsonProperty named = fieldOf(type, component).getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private static AnnotatedElement fieldOf(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record component without a field: " + component, e);
        }
    }
}
