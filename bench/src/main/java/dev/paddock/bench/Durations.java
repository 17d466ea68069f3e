// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Durations of one thing done many times. Percentiles are of the nearest rank: each is a duration that was really seen. */
final class Durations {
    private final List<Duration> seen = new ArrayList<>();

    void add(Duration duration) {
        seen.add(duration);
    }

    void addAll(Durations others) {
        seen.addAll(others.seen);
    }

    Duration longest() {
        return percentile(100);
    }

    Duration percentile(int percent) {
        if (seen.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Duration> sorted = seen.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    @Override
    public String toString() {
        return "p50 %s, p99 %s, max %s over %d"
                .formatted(seconds(percentile(50)), seconds(percentile(99)), seconds(percentile(100)), seen.size());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
