// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.core.quota.Ledger;
import java.util.function.BooleanSupplier;

/** A few figures in Prometheus' text format. Derived data: nothing is decided by them. */
final class HubMetrics {
    private final BooleanSupplier leading;
    private final Ledger ledger;

    HubMetrics(BooleanSupplier leading, Ledger ledger) {
        this.leading = leading;
        this.ledger = ledger;
    }

    String text() {
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        gauge(text, "paddock_hub_leading", "1 if this process leads.", leading.getAsBoolean() ? 1 : 0);
        gauge(text, "paddock_hub_ledger_open", "1 once the GPU ledger is rebuilt.", ledger.isOpen() ? 1 : 0);
        gauge(text, "paddock_hub_ledger_owners", "Objects that hold GPUs.", ledger.owners());
        gauge(text, "jvm_memory_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        gauge(text, "jvm_memory_max_bytes", "Most heap there may be.", runtime.maxMemory());
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        text.append("# HELP %s %s%n# TYPE %s gauge%n%s %d%n".formatted(name, help, name, name, value));
    }
}
