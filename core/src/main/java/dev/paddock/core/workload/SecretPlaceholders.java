// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stand-ins for secret values while a template is evaluated. A template may only copy such a text; where it comes out again decides
 * whether the secret may stand there. The values themselves are never known here.
 */
public final class SecretPlaceholders {

    /** Delimited by characters no YAML document of a user can hold unescaped, so a text cannot imitate one by chance. */
    private static final char MARK = '\u0001';

    private final Map<String, SecretKey> byVariable = new TreeMap<>();

    String placeholder(String variable, SecretKey ref) {
        byVariable.put(variable, ref);
        return MARK + variable + MARK;
    }

    /** The variable, when the text is exactly one placeholder. */
    public Optional<String> variable(String text) {
        boolean one = text.length() > 2
                && text.charAt(0) == MARK
                && text.indexOf(MARK, 1) == text.length() - 1
                && byVariable.containsKey(text.substring(1, text.length() - 1));
        return one ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    public boolean occursIn(String text) {
        return text.indexOf(MARK) >= 0;
    }

    /** Every secret variable that was used, with the Secret it lives in. */
    public Map<String, SecretKey> used() {
        return Map.copyOf(byVariable);
    }
}
