// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies collections for records: null becomes empty, order is kept, the copy cannot be changed. */
public final class Immutable {
    private Immutable() {}

    public static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static <K, V> Map<K, V> map(@Nullable Map<K, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
