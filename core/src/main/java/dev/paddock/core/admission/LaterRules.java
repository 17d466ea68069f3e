// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.fault.FieldError;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields the schema has and the product does not act on yet. Refusing them loses nothing silently; ignoring them would. */
final class LaterRules {
    static final String DEFINITIONS = "issue 3 of 4";
    static final String TENANCY = "issue 4 of 4";

    private LaterRules() {}

    static Stream<Finding> later(boolean used, String path, String what, String comesWith) {
        return used ? Finding.invalid(FieldError.notYetSupported(path, what, comesWith)) : Finding.none();
    }

    static Stream<Finding> later(@Nullable Object value, String path, String what, String comesWith) {
        boolean used = value instanceof Collection<?> items ? !items.isEmpty() : value != null;
        return later(used, path, what, comesWith);
    }
}
