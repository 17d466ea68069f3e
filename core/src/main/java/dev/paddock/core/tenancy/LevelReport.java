// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelUsage;
import dev.paddock.core.status.Conditions;
import java.util.List;
import java.util.Map;

/** What is held at a level against its limits. A limit below what is held is reported, never enforced (api.md 7.1, Q10). */
public record LevelReport(Level level, List<LedgerEntry> held) {
    public LevelReport {
        held = List.copyOf(held);
    }

    Map<String, GpuUsage> gpu() {
        return GpuReport.of(held, level.limits());
    }

    void judge(Conditions conditions) {
        List<String> beyond = LevelUsage.of(held).beyond(level.limits());
        if (beyond.isEmpty()) {
            conditions.setTrue(ConditionType.WITHIN_LIMITS, Reason.WITHIN_LIMITS, "");
        } else {
            conditions.setFalse(ConditionType.WITHIN_LIMITS, Reason.OVER_LIMIT, String.join("; ", beyond));
        }
    }
}
