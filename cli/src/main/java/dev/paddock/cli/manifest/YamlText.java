// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/** JSON as the YAML a person would write, such that {@link ManifestReader} and kubectl read back the same JSON. */
public final class YamlText {
    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .stringQuotingChecker(new QuoteWhatIsNotText())
            .build());

    private YamlText() {}

    public static String of(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }

    /** Quotes text that would be read as a number, a boolean or nothing. */
    private static final class QuoteWhatIsNotText extends StringQuotingChecker {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            return isReservedKeyword(name)
                    || valueHasQuotableChar(name)
                    || !PlainScalars.resolve(name).isTextual();
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return isReservedKeyword(value)
                    || valueHasQuotableChar(value)
                    || !PlainScalars.resolve(value).isTextual();
        }
    }
}
