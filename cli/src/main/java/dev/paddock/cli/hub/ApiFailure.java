// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Tellable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an API server answered instead of what was asked for: a {@code metav1.Status}. */
public final class ApiFailure extends RuntimeException implements Tellable {
    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int SERVER_ERRORS = 500;
    /** Server-side apply names the field only in its text: {@code .spec.modee: field not declared in schema}. */
    private static final Pattern TYPED_PATCH = Pattern.compile(
            "(?m)(?:^|\\s)\\.(\\S+): (field not declared in schema|expected [^\\n]+|duplicate entries[^\\n]*)");

    /** Field validation names it in quotes: {@code strict decoding error: unknown field "spec.modee"}. */
    private static final Pattern STRICT = Pattern.compile("unknown field \"([^\"]+)\"");

    private static final String UNKNOWN_FIELD = "Forbidden: unknown field";
    private static final String UNTYPABLE = "failed to create typed patch object";

    private final int code;
    private final transient JsonNode status;

    /** One thing that is wrong, at the field it is wrong at (empty: the object as a whole). */
    public record Cause(String field, String message) {
        /** Whether the kind has no such field, as opposed to a value that may not be. */
        public boolean unknownField() {
            return message.equals(UNKNOWN_FIELD);
        }

        @Override
        public String toString() {
            return field.isEmpty() || message.startsWith(field + ":") ? message : field + ": " + message;
        }
    }

    ApiFailure(int code, JsonNode status) {
        super(status.path("message").asText("the API server answered " + code));
        this.code = code;
        this.status = status;
    }

    public boolean notFound() {
        return code == NOT_FOUND;
    }

    public boolean forbidden() {
        return code == FORBIDDEN;
    }

    /** Whether the object is not the one that was meant, or a field is somebody else's. */
    public boolean conflict() {
        return code == CONFLICT;
    }

    /** Whether the server no longer knows the place a watch was to go on from. */
    public boolean gone() {
        return code == GONE;
    }

    /** Every fault the server names, each on its own; at least one. */
    public List<Cause> causes() {
        List<Cause> causes = new ArrayList<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            // Kinds of causes that are about the type of the whole object repeat the message.
            if (cause.has("message")) {
                causes.add(new Cause(
                        cause.path("field").asText(), cause.path("message").asText()));
            }
        }
        if (causes.isEmpty()) {
            Matcher fault = TYPED_PATCH.matcher(message());
            while (fault.find()) {
                causes.add(new Cause(
                        fault.group(1),
                        fault.group(2).startsWith("field not") ? UNKNOWN_FIELD : "Invalid value: " + fault.group(2)));
            }
            Matcher unknown = STRICT.matcher(message());
            while (unknown.find()) {
                causes.add(new Cause(unknown.group(1), UNKNOWN_FIELD));
            }
        }
        return causes.isEmpty() ? List.of(new Cause("", message())) : causes;
    }

    @Override
    public CliException told() {
        return new CliException(exitCode(), message(), remedy(), this);
    }

    public ExitCode exitCode() {
        if (code == NOT_FOUND) {
            return ExitCode.NOT_FOUND;
        }
        // The server blames itself for what it cannot fit into the schema.
        return code >= SERVER_ERRORS && !message().startsWith(UNTYPABLE) ? ExitCode.ERROR : ExitCode.REFUSED;
    }

    private @Nullable String remedy() {
        return code == UNAUTHORIZED ? "paddock kubeconfig, for credentials this hub knows" : null;
    }

    private String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
