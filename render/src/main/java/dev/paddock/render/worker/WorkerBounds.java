// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a worker process may take for one request.
 *
 * @param name what the worker is, in words
 * @param work what it does, in words
 * @param workers how many of them run at once
 * @param patience how long a request waits for a free one
 * @param environment all that it sees of its master's
 */
public record WorkerBounds(
        String name,
        String work,
        int workers,
        Duration time,
        int memoryMiB,
        int answerMiB,
        int requestMiB,
        Duration patience,
        Map<String, String> environment) {

    /** The second line: a worker ends by itself this long after its master should have ended it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    public WorkerBounds {
        environment = Map.copyOf(environment);
    }

    List<String> arguments() {
        return List.of(
                "--deadline=" + time.plus(GRACE).toMillis() + "ms", "--memory=" + memoryMiB, "--answer=" + answerMiB);
    }
}
