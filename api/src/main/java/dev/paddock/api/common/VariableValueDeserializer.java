// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;

/** Reads a {@link VariableValue}; accepts any JSON, because the schema does. */
final class VariableValueDeserializer extends JsonDeserializer<VariableValue> {
    @Override
    public VariableValue deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = parser.readValueAsTree();
        if (node.isTextual()) {
            return new VariableValue.Scalar(node.textValue());
        }
        if (node.isBoolean()) {
            return new VariableValue.Scalar(node.booleanValue());
        }
        if (node.isNumber()) {
            return new VariableValue.Scalar(node.numberValue());
        }
        JsonNode name = node.path("secretRef").path("name");
        JsonNode key = node.path("secretRef").path("key");
        if (node.size() == 1 && name.isTextual() && key.isTextual()) {
            return new VariableValue.FromSecret(new SecretKeyReference(name.textValue(), key.textValue()));
        }
        return new VariableValue.Unsupported(node);
    }

    @Override
    public VariableValue getNullValue(DeserializationContext context) {
        return new VariableValue.Unsupported(NullNode.getInstance());
    }
}
