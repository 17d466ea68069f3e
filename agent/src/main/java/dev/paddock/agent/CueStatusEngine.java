// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.StatusReport;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.health.StatusEngine;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks one CUE worker, started with the first question: an agent asks rarely, and one thing at a time. */
final class CueStatusEngine implements StatusEngine, AutoCloseable {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(1, Duration.ofSeconds(5), 512, 1, 16, 1, Duration.ofSeconds(60));

    private final CueWorkers workers;

    CueStatusEngine(List<String> worker) {
        List<String> command = List.copyOf(worker);
        this.workers = new CueWorkers(() -> command, LIMITS);
    }

    @Override
    public Answer ask(
            Optional<String> healthPolicy, Optional<String> customStatus, JsonNode parameter, JsonNode context) {
        StatusReport status = workers.status(healthPolicy, customStatus, parameter, context);
        return new Answer(
                status.healthy(),
                status.message(),
                status.problems().stream().map(TemplateProblem::toString).toList());
    }

    @Override
    public void close() {
        workers.close();
    }
}
