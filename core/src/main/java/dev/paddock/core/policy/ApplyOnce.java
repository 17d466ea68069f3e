// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of an object is left to others once it was applied.
 *
 * @param paths the fields; empty for the whole object
 */
public record ApplyOnce(Affect affect, List<FieldPath> paths) {

    /** For the whole object. */
    public static final String EVERYTHING = "*";

    /** When it holds. */
    public enum Affect {
        ALWAYS("always"),
        /** When a new version is applied. */
        ON_UPDATE("onUpdate"),
        /** When what others changed would be put back. */
        ON_STATE_KEEP("onStateKeep");

        private final String text;

        Affect(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public static Optional<Affect> of(String text) {
            return Arrays.stream(values())
                    .filter(affect -> affect.text.equals(text))
                    .findFirst();
        }
    }

    public ApplyOnce {
        paths = List.copyOf(paths);
    }

    public boolean whole() {
        return paths.isEmpty();
    }

    public boolean onUpdate() {
        return affect != Affect.ON_STATE_KEEP;
    }

    public boolean onStateKeep() {
        return affect != Affect.ON_UPDATE;
    }
}
