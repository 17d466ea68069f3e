// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One finding on one field, printed exactly as Kubernetes prints field errors ({@code path: Type: "value": detail}), so that a refusal by
 * admission and a False condition read the same. Decides nothing itself.
 *
 * @param value the offending value, or null where the type has none ({@code Required value}, {@code Forbidden}); texts are
 *     quoted, anything else is printed as it is written
 */
public record FieldError(String path, Type type, @Nullable Object value, String detail)
        implements Comparable<FieldError> {

    /** The types of API conventions, with the words the API server uses. */
    public enum Type {
        REQUIRED("Required value"),
        INVALID("Invalid value"),
        UNSUPPORTED("Unsupported value"),
        DUPLICATE("Duplicate value"),
        NOT_FOUND("Not found"),
        FORBIDDEN("Forbidden"),
        TOO_LONG("Too long");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static FieldError required(String path, String detail) {
        return new FieldError(path, Type.REQUIRED, null, detail);
    }

    public static FieldError invalid(String path, String value, String detail) {
        return new FieldError(path, Type.INVALID, value, detail);
    }

    public static FieldError invalid(String path, long value, String detail) {
        return new FieldError(path, Type.INVALID, value, detail);
    }

    /** @param value as it stands in the document, a text or anything else */
    public static FieldError invalid(String path, JsonNode value, String detail) {
        return new FieldError(
                path, Type.INVALID, value.isTextual() ? value.textValue() : new Literal(value.toString()), detail);
    }

    /** What a document holds in place of a text, as JSON. */
    private record Literal(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    public static FieldError unsupported(String path, String value, Collection<String> supported) {
        String values = supported.stream()
                .map(word -> "\"" + word + "\"")
                .collect(Collectors.joining(", ", "supported values: ", ""));
        return new FieldError(path, Type.UNSUPPORTED, value, values);
    }

    public static FieldError duplicate(String path, String value) {
        return new FieldError(path, Type.DUPLICATE, value, "");
    }

    /** @param known the names that exist, from which a near one is suggested */
    public static FieldError notFound(String path, String value, Collection<String> known) {
        return new FieldError(path, Type.NOT_FOUND, value, Suggestion.text(value, known));
    }

    public static FieldError forbidden(String path, String detail) {
        return new FieldError(path, Type.FORBIDDEN, null, detail);
    }

    /** What a later issue brings is refused, never ignored: the user learns it at once and loses nothing silently. */
    public static FieldError notYetSupported(String path, String what, String comesWith) {
        return forbidden(path, "not yet supported: " + what + "; it comes with " + comesWith);
    }

    /** The same finding, seen from an object in which this one's document sits at {@code prefix}. */
    public FieldError under(String prefix) {
        return new FieldError(path.isEmpty() ? prefix : prefix + "." + path, type, value, detail);
    }

    /** All findings in one line, sorted by path, as conditions show them. */
    public static String join(List<FieldError> errors) {
        return errors.stream().sorted().map(FieldError::toString).collect(Collectors.joining("; "));
    }

    @Override
    public int compareTo(FieldError other) {
        return Comparator.comparing(FieldError::path)
                .thenComparing(FieldError::type)
                .thenComparing(FieldError::toString)
                .compare(this, other);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path).append(": ").append(type.words());
        if (value != null) {
            String quote = value instanceof String ? "\"" : "";
            text.append(": ").append(quote).append(value).append(quote);
        }
        if (!detail.isEmpty()) {
            text.append(detail.startsWith(" ") ? "" : ": ").append(detail);
        }
        return text.toString();
    }
}
