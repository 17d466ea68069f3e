// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * What admission says to a request.
 *
 * @param verdict decides the HTTP status
 * @param errors all of them, sorted by path; empty iff allowed
 * @param warnings at most 20 of at most 120 characters
 */
public record Answer(Verdict verdict, List<Cause> errors, List<String> warnings) {
    private static final int MOST_WARNINGS = 20;
    private static final int LONGEST_WARNING = 120;

    /** The statuses of the API conventions. */
    public enum Verdict {
        ALLOWED(200, ""),
        INVALID(422, "Invalid"),
        FORBIDDEN(403, "Forbidden"),
        CONFLICT(409, "Conflict");

        private final int code;
        private final String reason;

        Verdict(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }

        public int code() {
            return code;
        }

        public String reason() {
            return reason;
        }
    }

    /** One error: the field, and the whole text with the field in front. */
    public record Cause(String field, String text) implements Comparable<Cause> {
        private static Cause of(FieldError error) {
            return new Cause(error.path(), error.toString());
        }

        @Override
        public int compareTo(Cause other) {
            int byField = field.compareTo(other.field);
            return byField != 0 ? byField : text.compareTo(other.text);
        }
    }

    public Answer {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Any invalid field makes it 422; a refusal that is only about limits 403; a delete that others stand against 409. */
    static Answer of(List<Finding> findings) {
        List<Cause> invalid = new ArrayList<>();
        List<Cause> denied = new ArrayList<>();
        List<Cause> conflicts = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Invalid(FieldError error) -> invalid.add(Cause.of(error));
                case Finding.Denied(FieldError error) -> denied.add(Cause.of(error));
                case Finding.Conflict(String detail) ->
                    conflicts.add(new Cause("metadata", "metadata: Conflict: " + detail));
                case Finding.Warning(String text) -> warnings.add(shortened(text));
            }
        }
        Verdict verdict = verdict(invalid, denied, conflicts);
        List<Cause> all = new ArrayList<>(invalid);
        all.addAll(denied);
        all.addAll(conflicts);
        return new Answer(
                verdict,
                all.stream().sorted().distinct().toList(),
                warnings.stream().distinct().limit(MOST_WARNINGS).toList());
    }

    private static Verdict verdict(List<Cause> invalid, List<Cause> denied, List<Cause> conflicts) {
        if (!invalid.isEmpty()) {
            return Verdict.INVALID;
        }
        if (!denied.isEmpty()) {
            return Verdict.FORBIDDEN;
        }
        return conflicts.isEmpty() ? Verdict.ALLOWED : Verdict.CONFLICT;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_WARNING ? text : text.substring(0, LONGEST_WARNING - 1) + "…";
    }

    public boolean allowed() {
        return verdict == Verdict.ALLOWED;
    }

    /** What the user reads: the one error, or all of them in brackets as the API server prints several. */
    public String message() {
        List<String> texts = errors.stream().map(Cause::text).toList();
        return texts.size() == 1 ? texts.getFirst() : texts.toString();
    }
}
