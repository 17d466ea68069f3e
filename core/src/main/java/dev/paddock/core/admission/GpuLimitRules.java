// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.fault.FieldError;
import dev.paddock.core.quota.GpuFamily;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keys that name one family in two spellings, of which only one limit could hold. */
final class GpuLimitRules {
    private GpuLimitRules() {}

    static Stream<Finding> familyNamedTwice(Map<String, Long> gpuLimits) {
        Set<String> families = new HashSet<>();
        return new TreeMap<>(gpuLimits)
                .keySet().stream()
                        .filter(key -> !families.add(normal(key)))
                        .map(key -> new Finding.Invalid(FieldError.duplicate("spec.gpuLimits." + key, normal(key))));
    }

    private static String normal(String key) {
        return key.equals(GpuFamily.ANY) ? key : GpuFamily.normalise(key);
    }
}
