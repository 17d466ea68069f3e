// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.GpuUsage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** GPU accounts in words, family by family. */
final class GpuWords {
    private GpuWords() {}

    /** {@code 4 NVIDIA-A100 (2 of them reserved)}, empty when nothing is held. */
    static String held(Map<String, GpuUsage> usage) {
        List<String> families = new ArrayList<>();
        new TreeMap<>(usage).forEach((family, gpu) -> {
            BigDecimal reserved = amount(gpu.reserved());
            BigDecimal held = amount(gpu.used()).add(reserved);
            if (held.signum() > 0) {
                families.add(plain(held) + " " + family
                        + (reserved.signum() > 0 ? " (" + plain(reserved) + " of them not there yet)" : ""));
            }
        });
        return String.join(", ", families);
    }

    /** {@code NVIDIA-A100: 4 of 4 held, none free}, one for each family. */
    static List<String> against(Map<String, GpuUsage> usage) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(usage).forEach((family, gpu) -> {
            BigDecimal held = amount(gpu.used()).add(amount(gpu.reserved()));
            if (gpu.limit() == null) {
                lines.add("%s: %s held, no limit".formatted(family, plain(held)));
            } else {
                BigDecimal free = BigDecimal.valueOf(gpu.limit()).subtract(held);
                lines.add("%s: %s of %d held, %s"
                        .formatted(
                                family,
                                plain(held),
                                gpu.limit(),
                                free.signum() > 0
                                        ? plain(free) + " free"
                                        : free.signum() == 0 ? "none free" : plain(free.negate()) + " over the limit"));
            }
        });
        return lines;
    }

    private static BigDecimal amount(@Nullable Quantity quantity) {
        return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
