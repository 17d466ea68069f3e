// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.health.DefinitionVerdicts.Opinion;
import dev.paddock.agent.health.LiveObject;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.core.health.HealthRules;
import dev.paddock.core.health.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether everything a Kustomization waits for is well, judged from what the watches delivered. */
final class HealthGate {

    /** The state of the waiting. */
    sealed interface Result {

        record Passed() implements Result {}

        /** @param recheckAt when time alone may change the answer */
        record Waiting(String message, Optional<Instant> recheckAt) implements Result {}

        record Failed(String message) implements Result {}
    }

    private static final int NAMED = 5;

    private final KindWatches watches;
    private final HealthRules rules;
    private final DefinitionVerdicts definitions;

    HealthGate(FluxParts parts) {
        this.watches = parts.watches();
        this.rules = parts.healthRules();
        this.definitions = parts.definitions();
    }

    /** @param said what the definitions of the delivery say about health */
    Result check(Collection<ObjectRef> refs, Collection<DefinitionHealth> said, Instant now) {
        Map<ObjectRef, LiveObject> live = refs.stream()
                .flatMap(ref -> watches.get(ref).stream())
                .collect(Collectors.toMap(
                        Observed::ref,
                        found -> new LiveObject(found.ref(), found.labels(), found.object()),
                        (a, b) -> b));
        Opinion opinion = definitions.of(said, live.values());
        List<String> failed = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<Instant> rechecks = new ArrayList<>();
        for (ObjectRef ref : refs) {
            Verdict verdict = Optional.ofNullable(live.get(ref))
                    .map(found -> rules.assess(found.object(), now, opinion.of(ref)))
                    .orElseGet(() -> Verdict.missing("not found"));
            verdict.recheckAt().ifPresent(rechecks::add);
            String line = ref + " " + verdict.health().text() + ": " + verdict.message();
            switch (verdict.health()) {
                case HEALTHY, SUSPENDED -> {}
                case DEGRADED -> failed.add(line);
                case PROGRESSING, UNKNOWN, MISSING -> open.add(line);
            }
        }
        if (!failed.isEmpty()) {
            return new Result.Failed(join(failed));
        }
        return open.isEmpty()
                ? new Result.Passed()
                : new Result.Waiting(join(open), rechecks.stream().min(Instant::compareTo));
    }

    private static String join(List<String> lines) {
        String head = String.join("; ", lines.stream().sorted().limit(NAMED).toList());
        return lines.size() > NAMED ? head + " and " + (lines.size() - NAMED) + " more" : head;
    }
}
