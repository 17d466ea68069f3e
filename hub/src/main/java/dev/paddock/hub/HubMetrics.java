// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.core.quota.Ledger;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A few figures in Prometheus' text format. Derived data: nothing is decided by them. */
final class HubMetrics {
    private final BooleanSupplier leading;
    private final Ledger ledger;
    private final HubCounts counts;

    HubMetrics(BooleanSupplier leading, Ledger ledger, HubCounts counts) {
        this.leading = leading;
        this.ledger = ledger;
        this.counts = counts;
    }

    String text() {
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        gauge(text, "paddock_hub_leading", "1 if this process leads.", leading.getAsBoolean() ? 1 : 0);
        gauge(text, "paddock_hub_ledger_open", "1 once the GPU ledger is rebuilt.", ledger.isOpen() ? 1 : 0);
        gauge(text, "paddock_hub_ledger_owners", "Objects that hold GPUs.", ledger.owners());
        byKind(text, "paddock_hub_reconciliations_total", "Looks taken at objects.", counts.reconciliations());
        counter(text, "paddock_artifact_renders_total", "Renderings, changed or not.", counts.renders());
        counter(text, "paddock_artifact_publishes_total", "Artifacts sent to a registry.", counts.publishes());
        gauge(text, "jvm_memory_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        gauge(text, "jvm_memory_max_bytes", "Most heap there may be.", runtime.maxMemory());
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        metric(text, "gauge", name, help, value);
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        metric(text, "counter", name, help, value);
    }

    private static void byKind(StringBuilder text, String name, String help, Map<String, Long> values) {
        text.append("# HELP %s %s%n# TYPE %s counter%n".formatted(name, help, name));
        values.forEach((kind, value) -> text.append("%s{kind=\"%s\"} %d%n".formatted(name, kind, value)));
    }

    private static void metric(StringBuilder text, String type, String name, String help, long value) {
        text.append("# HELP %s %s%n# TYPE %s %s%n%s %d%n".formatted(name, help, name, type, name, value));
    }
}
