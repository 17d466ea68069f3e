// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import dev.paddock.render.worker.WorkerBounds;
import java.time.Duration;
import java.util.Map;

/**
 * What one evaluation may take.
 *
 * @param workers how many evaluations run at once
 * @param patience how long a render waits for a free worker
 */
public record WorkerLimits(
        int workers, Duration time, int memoryMiB, int answerMiB, int requestMiB, int objects, Duration patience) {

    /** As the API promises: five seconds and a thousand objects. */
    public static WorkerLimits standard() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new WorkerLimits(
                Math.clamp(cores, 2, 8), Duration.ofSeconds(5), 512, 16, 16, 1000, Duration.ofSeconds(60));
    }

    /** The same, but whoever asks waits no longer than this for a free worker. */
    public WorkerLimits waitingAtMost(Duration wait) {
        return new WorkerLimits(workers, time, memoryMiB, answerMiB, requestMiB, objects, wait);
    }

    WorkerBounds bounds() {
        return new WorkerBounds(
                "CUE worker",
                "evaluating the template",
                workers,
                time,
                memoryMiB,
                answerMiB,
                requestMiB,
                patience,
                Map.of());
    }
}
