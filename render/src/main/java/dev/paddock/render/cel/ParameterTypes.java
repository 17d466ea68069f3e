// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** CEL's types for a schema, so that an expression about a property that is not there is refused when it is written. */
// CEL asks for immutable providers; this one is not changed after it is made.
@SuppressWarnings("Immutable")
final class ParameterTypes implements CelTypeProvider {

    /** No expression can name such a type, so that no path of fields is taken for one. */
    private static final String NAME = "object/";

    private final Map<String, CelType> structs = new LinkedHashMap<>();
    private final CelType parameter;

    ParameterTypes(JsonNode schema) {
        this.parameter = type("parameter", schema);
    }

    CelType parameter() {
        return parameter;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }

    private CelType type(String path, JsonNode schema) {
        if (schema.path("nullable").asBoolean()
                || schema.path(ParameterSchema.INT_OR_STRING).asBoolean()) {
            return SimpleType.DYN;
        }
        return switch (schema.path("type").asText()) {
            case "string" -> SimpleType.STRING;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            case "array" -> ListType.create(type(path + "[]", schema.path("items")));
            case "object" -> object(path, schema);
            default -> SimpleType.DYN;
        };
    }

    private CelType object(String path, JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            JsonNode values = schema.path("additionalProperties");
            return MapType.create(SimpleType.STRING, values.isObject() ? type(path + ".*", values) : SimpleType.DYN);
        }
        if (schema.path(ParameterSchema.PRESERVE_UNKNOWN).asBoolean()) {
            return MapType.create(SimpleType.STRING, SimpleType.DYN);
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        schema.path("properties")
                .properties()
                .forEach(each -> fields.put(each.getKey(), type(path + "." + each.getKey(), each.getValue())));
        StructType struct = StructType.create(
                NAME + path, ImmutableSet.copyOf(fields.keySet()), name -> Optional.ofNullable(fields.get(name)));
        structs.put(struct.name(), struct);
        return struct;
    }
}
