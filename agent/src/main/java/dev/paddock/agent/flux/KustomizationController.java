// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.apply.Quarrels;
import dev.paddock.agent.apply.SharedObjects;
import dev.paddock.agent.health.ControlFile;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import dev.paddock.api.flux.KustomizationStatus;
import dev.paddock.api.value.GoDuration;
import dev.paddock.core.annotation.FieldValidation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stand-in for Flux's kustomize-controller: applies a folder, prunes what left it, waits for health, and puts back what was
 * changed as soon as the watch shows it. Judges changes by field ownership, so a status update causes no apply. Does not
 * build with Kustomize, decrypt, or apply to other clusters.
 */
final class KustomizationController implements KeyedQueue.Handler<NamespacedName> {

    private static final Logger log = LoggerFactory.getLogger(KustomizationController.class);
    private static final Duration RIGHTS_SETTLE = Duration.ofSeconds(10);

    private final Lister<Kustomization> kustomizations;
    private final Sources sources;
    private final StatusWriter<KustomizationStatus, Kustomization> writer;
    private final ObjectApi api;
    private final KindWatches watches;
    private final Folder folder;
    private final FolderApply apply;
    private final Pruner pruner;
    private final KeptObjects kept;
    private final HealthGate health;
    private final KustomizationFinalizer finalizer;
    private final BackOff backOff;
    private final Clock clock;
    private final ConcurrentHashMap<NamespacedName, KustomizationState> states = new ConcurrentHashMap<>();

    KustomizationController(FluxParts parts, Lister<Kustomization> kustomizations, Sources sources) {
        this.kustomizations = kustomizations;
        this.sources = sources;
        this.writer = new StatusWriter<>(parts.client(), kustomizations);
        this.api = parts.api();
        this.watches = parts.watches();
        this.folder = new Folder(api.kinds(), new PostBuildVariables(parts.client()));
        this.apply = parts.apply();
        this.pruner = new Pruner(watches, new SharedObjects(api));
        this.kept = new KeptObjects(parts, kustomizations);
        this.health = new HealthGate(parts);
        this.finalizer = new KustomizationFinalizer(parts, pruner, kept, writer);
        this.backOff = parts.backOff();
        this.clock = parts.clock();
    }

    /** Who looks at an object that is not its own. */
    Set<NamespacedName> lookingAt(ObjectRef ref) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().looksAt(ref))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Outcome handle(NamespacedName key) throws Exception {
        Optional<Kustomization> found = kustomizations.get(key);
        if (found.isEmpty()) {
            forget(key);
            return Outcome.settled();
        }
        Kustomization kustomization = found.get();
        if (kustomization.isMarkedForDeletion()) {
            Outcome outcome = finalizer.handle(kustomization);
            if (outcome instanceof Outcome.Settled) {
                forget(key);
            }
            return outcome;
        }
        kustomization = writer.addFinalizer(kustomization, FluxNames.FINALIZER);
        if (Boolean.TRUE.equals(kustomization.getSpec().suspend())) {
            return Outcome.settled();
        }
        return reconcile(key, kustomization);
    }

    private void forget(NamespacedName key) {
        states.remove(key);
        watches.hold(holder(key), Set.of());
    }

    private Outcome reconcile(NamespacedName key, Kustomization kustomization) throws Exception {
        KustomizationSpec spec = kustomization.getSpec();
        Sources.Answer answer = sources.forKustomization(kustomization);
        switch (answer) {
            case Sources.Answer.NotYet notYet -> {
                fail(kustomization, "", notYet.reason(), notYet.message());
                return Outcome.again(retryInterval(spec));
            }
            case Sources.Answer.Available source -> {
                KustomizationState state = states.computeIfAbsent(key, fresh -> new KustomizationState());
                Kustomization current = keepApplied(key, kustomization, state, source);
                Optional<Quarrels.Standing> quarrel = state.quarrels().standing(clock.instant());
                if (quarrel.isPresent()) {
                    String message = quarrel.get().message();
                    fail(current, source.revision(), FluxNames.RECONCILIATION_FAILED, message);
                    return Outcome.again(quarrel.get().lookAgain());
                }
                return settleHealth(current, state, source.revision());
            }
        }
    }

    /** Applies everything when there is a reason to, and otherwise only what somebody changed. */
    private Kustomization keepApplied(
            NamespacedName key, Kustomization kustomization, KustomizationState state, Sources.Answer.Available source)
            throws Exception {
        boolean everything =
                state.mustApply(kustomization, source.revision(), interval(kustomization.getSpec()), clock.instant());
        List<ObjectRef> drifted =
                everything ? List.of() : state.quarrels().due(state.applied().drifted(watches), clock.instant());
        if (!everything && drifted.isEmpty()) {
            return kustomization;
        }
        List<GenericKubernetesResource> desired = desired(kustomization, source);
        state.definitions(ControlFile.health(sources.content(source, ControlFile.FOLDER)));
        try {
            return everything
                    ? applyEverything(key, kustomization, state, source.revision(), desired)
                    : restore(key, kustomization, state, desired, drifted);
        } catch (KubernetesClientException | IllegalArgumentException | IllegalStateException refused) {
            reportRefusal(kustomization, state, source.revision(), refused);
            throw refused;
        }
    }

    private List<GenericKubernetesResource> desired(Kustomization kustomization, Sources.Answer.Available source)
            throws IOException, BuildException, ArtifactException {
        NavigableMap<String, String> files = sources.content(source, Folder.path(kustomization));
        try {
            return folder.desired(kustomization, files);
        } catch (BuildException unusable) {
            fail(kustomization, source.revision(), FluxNames.BUILD_FAILED, String.valueOf(unusable.getMessage()));
            throw unusable;
        }
    }

    private Kustomization applyEverything(
            NamespacedName key,
            Kustomization kustomization,
            KustomizationState state,
            String revision,
            List<GenericKubernetesResource> desired) {
        Inventory old = Inventory.of(kustomization.getStatus());
        Inventory wanted = Inventory.ofObjects(desired);
        Kustomization current = kustomization;
        if (!wanted.minus(old).isEmpty() || !revision.equals(attempted(kustomization))) {
            current = writer.write(current, report(current).planned(old.plus(wanted), revision));
        }
        boolean again = revision.equals(applied(kustomization));
        state.retain(wanted.refs());
        applyAndWatch(key, current, state, desired, again ? Set.copyOf(old.refs()) : Set.of());
        Kustomization noted = prune(current, old.minus(wanted), wanted, revision);
        state.applied(current, revision, wanted, clock.instant());
        return noted;
    }

    private Kustomization prune(Kustomization kustomization, Inventory stale, Inventory wanted, String revision) {
        if (!Boolean.TRUE.equals(kustomization.getSpec().prune())) {
            return kustomization;
        }
        try {
            Pruner.Result pruned =
                    pruner.delete(stale, NamespacedName.of(kustomization), rights(kustomization), Pruner.Cause.UPDATE);
            return kept.change(kustomization, wanted, pruned.kept());
        } catch (KubernetesClientException refused) {
            writer.write(
                    kustomization,
                    report(kustomization)
                            .failed(
                                    stale.plus(wanted),
                                    revision,
                                    FluxNames.PRUNE_FAILED,
                                    String.valueOf(refused.getMessage())));
            throw refused;
        }
    }

    private Kustomization restore(
            NamespacedName key,
            Kustomization kustomization,
            KustomizationState state,
            List<GenericKubernetesResource> desired,
            List<ObjectRef> drifted) {
        Set<ObjectRef> wanted = Set.copyOf(drifted);
        log.atInfo().addKeyValue("kustomization", key).log("putting back what was changed: {}", drifted);
        List<GenericKubernetesResource> objects = desired.stream()
                .filter(object -> wanted.contains(ObjectRef.of(object)))
                .toList();
        Instant now = clock.instant();
        objects.forEach(object -> state.quarrels().restored(ObjectRef.of(object), apply.otherWriters(object), now));
        applyAndWatch(key, kustomization, state, objects, wanted);
        return kustomization;
    }

    private void applyAndWatch(
            NamespacedName key,
            Kustomization kustomization,
            KustomizationState state,
            List<GenericKubernetesResource> objects,
            Set<ObjectRef> before) {
        boolean force = Boolean.TRUE.equals(kustomization.getSpec().force());
        FolderApply.Result result =
                apply.apply(objects, rights(kustomization), force, FluxNames.fieldValidation(kustomization), before);
        result.applied().forEach(state.applied()::applied);
        result.present().forEach(state.applied()::present);
        result.unmarked().forEach(state.applied()::forget);
        boolean told = FluxNames.fieldValidation(kustomization) == FieldValidation.WARN;
        state.leftOut(objects, told ? result.leftOut() : List.of());
        state.strangers(objects, result.strangers());
        Set<KindWatches.Scope> scopes = scopes(kustomization, objects);
        scopes.addAll(state.strangers().values());
        watches.hold(holder(key), scopes);
    }

    private Set<KindWatches.Scope> scopes(Kustomization kustomization, List<GenericKubernetesResource> objects) {
        Set<KindWatches.Scope> scopes = new HashSet<>();
        objects.forEach(object -> scopes.add(new KindWatches.Scope(
                api.kinds().require(object.getApiVersion(), object.getKind()), FluxNames.OWNER_NAME)));
        Inventory inventory = Inventory.of(kustomization.getStatus());
        inventory
                .refs()
                .forEach(ref -> api.kinds()
                        .find(inventory.apiVersion(ref), ref.kind())
                        .ifPresent(kind -> scopes.add(new KindWatches.Scope(kind, FluxNames.OWNER_NAME))));
        return scopes;
    }

    /** Waits for health by the events of what was applied; once passed, health is not asked again until the next apply. */
    private Outcome settleHealth(Kustomization kustomization, KustomizationState state, String revision) {
        KustomizationSpec spec = kustomization.getSpec();
        Instant now = clock.instant();
        Inventory inventory = state.inventory();
        Set<ObjectRef> refs = toCheck(spec, inventory, kustomization);
        HealthGate.Result result = refs.isEmpty() || state.healthPassed()
                ? new HealthGate.Result.Passed()
                : health.check(refs, state.definitions(), now);
        Duration untilApply = backOff.jittered(state.untilNextApply(interval(spec), now));
        return switch (result) {
            case HealthGate.Result.Passed passed -> {
                state.passHealth();
                writer.write(kustomization, report(kustomization, state).ready(inventory, revision, !refs.isEmpty()));
                yield Outcome.again(untilApply);
            }
            case HealthGate.Result.Failed failed -> {
                writer.write(
                        kustomization,
                        report(kustomization, state)
                                .unhealthy(inventory, revision, "health check failed: " + failed.message()));
                yield Outcome.again(untilApply);
            }
            case HealthGate.Result.Waiting waiting ->
                waitForHealth(kustomization, state, inventory, revision, waiting, untilApply);
        };
    }

    private Outcome waitForHealth(
            Kustomization kustomization,
            KustomizationState state,
            Inventory inventory,
            String revision,
            HealthGate.Result.Waiting waiting,
            Duration untilApply) {
        Instant now = clock.instant();
        Duration timeout = timeout(kustomization.getSpec());
        Instant deadline = state.healthDeadline(timeout);
        boolean late = !now.isBefore(deadline);
        KustomizationStatus status = late
                ? report(kustomization, state)
                        .unhealthy(inventory, revision, "timeout waiting for: " + waiting.message())
                : report(kustomization, state).awaitingHealth(inventory, revision, timeout);
        if (late || !Readiness.of(kustomization).readyFor(revision)) {
            // Once ready at this revision it stays so while its objects move, until they take too long.
            writer.write(kustomization, status);
        }
        Instant next = waiting.recheckAt()
                .filter(at -> late || at.isBefore(deadline))
                .orElse(late ? now.plus(untilApply) : deadline);
        Duration until = Duration.between(now, next);
        return Outcome.again(until.compareTo(untilApply) < 0 ? until : untilApply);
    }

    private static Set<ObjectRef> toCheck(KustomizationSpec spec, Inventory inventory, Kustomization self) {
        Set<ObjectRef> refs = new HashSet<>();
        if (Boolean.TRUE.equals(spec.waitForHealth())) {
            refs.addAll(inventory.refs());
        } else {
            spec.healthChecks()
                    .forEach(check -> refs.add(new ObjectRef(
                            ObjectRef.groupOf(Objects.requireNonNullElse(check.apiVersion(), "v1")),
                            check.kind(),
                            Objects.requireNonNullElse(check.namespace(), ""),
                            check.name())));
        }
        refs.remove(ObjectRef.of(self));
        return refs;
    }

    private void reportRefusal(
            Kustomization kustomization, KustomizationState state, String revision, RuntimeException refused) {
        boolean forbidden = refused instanceof KubernetesClientException answer
                && answer.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        Instant now = clock.instant();
        if (!forbidden || !now.isBefore(state.forbidden(now).plus(RIGHTS_SETTLE))) {
            fail(kustomization, revision, FluxNames.RECONCILIATION_FAILED, String.valueOf(refused.getMessage()));
        }
    }

    private void fail(Kustomization kustomization, String revision, String reason, String message) {
        Kustomization latest =
                kustomizations.get(NamespacedName.of(kustomization)).orElse(kustomization);
        writer.write(latest, report(latest).failed(Inventory.of(latest.getStatus()), revision, reason, message));
    }

    private ObjectApi rights(Kustomization kustomization) {
        String account = kustomization.getSpec().serviceAccountName();
        return account == null || account.isEmpty()
                ? api
                : api.impersonating(kustomization.getMetadata().getNamespace(), account);
    }

    private KustomizationReport report(Kustomization kustomization) {
        return new KustomizationReport(kustomization, clock.instant());
    }

    private KustomizationReport report(Kustomization kustomization, KustomizationState state) {
        return report(kustomization).leftOut(state.leftOut());
    }

    private static String attempted(Kustomization kustomization) {
        KustomizationStatus status = kustomization.getStatus();
        return status == null ? "" : Objects.requireNonNullElse(status.lastAttemptedRevision(), "");
    }

    private static String applied(Kustomization kustomization) {
        KustomizationStatus status = kustomization.getStatus();
        return status == null ? "" : Objects.requireNonNullElse(status.lastAppliedRevision(), "");
    }

    private static Duration interval(KustomizationSpec spec) {
        return GoDuration.parse(spec.interval());
    }

    private static Duration retryInterval(KustomizationSpec spec) {
        return GoDuration.parse(Objects.requireNonNullElse(spec.retryInterval(), spec.interval()));
    }

    private static Duration timeout(KustomizationSpec spec) {
        return GoDuration.parse(Objects.requireNonNullElse(spec.timeout(), spec.interval()));
    }

    private static String holder(NamespacedName key) {
        return "kustomization/" + key;
    }
}
