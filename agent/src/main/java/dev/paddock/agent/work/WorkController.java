// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.AppliedManifestWorkStatus;
import dev.paddock.api.ocm.AppliedManifestWorkStatus.AppliedResource;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkStatus;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestResourceMeta;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stand-in for the OCM work agent: carries out the works of this cluster's namespace on the hub. Records on the spoke what it
 * is about to apply before it does, so that a crash leaves nothing that is not found again. Does not run executors or
 * evaluate condition rules; a work that asks for an executor is refused.
 */
final class WorkController implements KeyedQueue.Handler<String> {

    private static final Duration RESYNC = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** How long a work may be unknown to the hub before what it applied is removed; OCM's default. */
    private static final Duration EVICTION_GRACE = Duration.ofMinutes(60);

    private final String cluster;
    private final Lister<ManifestWork> works;
    private final StatusWriter<ManifestWorkStatus, ManifestWork> writer;
    private final WorkRecords records;
    private final ObjectApi api;
    private final KindWatches watches;
    private final ManifestApplier applier;
    private final ResourceDeletion deletion;
    private final Clock clock;
    private final ConcurrentHashMap<String, WorkState> states = new ConcurrentHashMap<>();

    WorkController(WorkExecutor.Environment environment, Lister<ManifestWork> works, WorkRecords records) {
        this.cluster = environment.cluster();
        this.works = works;
        this.writer = new StatusWriter<>(environment.hub(), works);
        this.records = records;
        this.api = environment.api();
        this.watches = environment.watches();
        this.applier = new ManifestApplier(api, watches);
        this.deletion = new ResourceDeletion(api, watches);
        this.clock = environment.clock();
    }

    @Override
    public Outcome handle(String name) {
        Optional<ManifestWork> found = works.get(new NamespacedName(cluster, name));
        Optional<AppliedManifestWork> record = records.find(name);
        if (record.filter(AppliedManifestWork::isMarkedForDeletion).isPresent()) {
            return finishRecord(name, record.get());
        }
        if (found.isEmpty()) {
            return record.map(orphan -> considerEviction(name, orphan)).orElseGet(() -> forget(name));
        }
        ManifestWork work = found.get();
        if (work.isMarkedForDeletion()) {
            return delete(work, record);
        }
        return carryOut(name, writer.addFinalizer(work, OcmNames.MANIFEST_WORK_FINALIZER));
    }

    private Outcome forget(String name) {
        states.remove(name);
        watches.hold(holder(name), Set.of());
        return Outcome.settled();
    }

    private Outcome carryOut(String name, ManifestWork work) {
        WorkState state = states.computeIfAbsent(name, fresh -> new WorkState());
        long generation = Objects.requireNonNullElse(work.getMetadata().getGeneration(), 0L);
        WorkRules rules = new WorkRules(work.getSpec());
        if (state.mustApply(generation, RESYNC, clock.instant(), watches)) {
            apply(name, work, state, rules, generation);
        }
        report(work, state, rules);
        if (state.anyRetry()) {
            throw new IllegalStateException("not all manifests of " + name + " could be applied");
        }
        return Outcome.again(RESYNC);
    }

    private void apply(String name, ManifestWork work, WorkState state, WorkRules rules, long generation) {
        AppliedManifestWork record = records.ensure(name);
        OwnerReference owner = OwnerReferences.to(record);
        Map<ObjectRef, AppliedResource> planned = planned(work);
        record = records.record(record, merged(WorkRecords.resources(record), planned.values()));

        List<ManifestResult> results = applyInOrder(work, rules, owner);
        Map<ObjectRef, AppliedResource> applied = new LinkedHashMap<>(planned);
        for (ManifestResult result : results) {
            if (result instanceof ManifestResult.Applied success) {
                applied.computeIfPresent(
                        success.ref(),
                        (ref, resource) -> withUid(resource, success.object().uid()));
            }
        }
        List<AppliedResource> left = new ArrayList<>(applied.values());
        left.addAll(deletion.proceed(leftWork(record, planned.values()), owner));
        records.record(record, left);
        watches.hold(holder(name), scopes(work));
        state.applied(generation, results, clock.instant());
    }

    private List<ManifestResult> applyInOrder(ManifestWork work, WorkRules rules, OwnerReference owner) {
        if (work.getSpec().executor() != null) {
            return Manifests.inApplyOrder(work).stream()
                    .map(numbered -> refused(
                            numbered,
                            "AppliedManifestFailed",
                            "spec.executor: Forbidden: needs OCM's work agent",
                            false))
                    .toList();
        }
        Map<String, String> closed = new LinkedHashMap<>();
        ManifestResult[] results = new ManifestResult[Manifests.of(work).size()];
        for (Manifests.Numbered numbered : Manifests.inApplyOrder(work)) {
            GenericKubernetesResource manifest = numbered.manifest();
            String namespace = Objects.requireNonNullElse(manifest.getMetadata().getNamespace(), "");
            String conflict = closed.computeIfAbsent(namespace, ns -> foreign(ns, manifest));
            ManifestResult result = conflict.isEmpty()
                    ? applier.apply(numbered.ordinal(), manifest, rules, owner)
                    : refused(numbered, NamespaceGuard.CONFLICT, conflict, true);
            results[numbered.ordinal()] = result;
        }
        return List.of(results);
    }

    /** Why nothing may be put into a namespace; empty when it may. */
    private String foreign(String namespace, GenericKubernetesResource manifest) {
        Map<String, String> labels = manifest.getMetadata().getLabels();
        if (namespace.isEmpty() || labels == null || !labels.containsKey(Labels.DEPLOYMENT)) {
            return "";
        }
        return api.get(api.kinds().require("v1", "Namespace"), "", namespace)
                .flatMap(live -> NamespaceGuard.conflict(manifest, live))
                .orElse("");
    }

    private static ManifestResult refused(Manifests.Numbered numbered, String reason, String message, boolean retry) {
        GenericKubernetesResource manifest = numbered.manifest();
        return new ManifestResult.Failed(
                new ManifestResourceMeta(
                        numbered.ordinal(),
                        ObjectRef.groupOf(manifest.getApiVersion()),
                        ObjectRef.versionOf(manifest.getApiVersion()),
                        manifest.getKind(),
                        "",
                        manifest.getMetadata().getName(),
                        Objects.requireNonNullElse(manifest.getMetadata().getNamespace(), "")),
                reason,
                message,
                retry);
    }

    /** Kinds the cluster does not serve yet cannot have been applied, so they need no entry. */
    private Map<ObjectRef, AppliedResource> planned(ManifestWork work) {
        Map<ObjectRef, AppliedResource> planned = new LinkedHashMap<>();
        for (GenericKubernetesResource manifest : Manifests.of(work)) {
            Optional<Kind> kind = api.kinds().find(manifest.getApiVersion(), manifest.getKind());
            kind.ifPresent(known -> planned.put(
                    ObjectRef.of(manifest),
                    new AppliedResource(
                            known.group(),
                            known.version(),
                            known.plural(),
                            manifest.getMetadata().getName(),
                            manifest.getMetadata().getNamespace(),
                            null)));
        }
        return planned;
    }

    private static List<AppliedResource> merged(List<AppliedResource> recorded, Iterable<AppliedResource> planned) {
        List<AppliedResource> all = new ArrayList<>(recorded);
        planned.forEach(resource -> {
            if (all.stream().noneMatch(known -> sameObject(known, resource))) {
                all.add(resource);
            }
        });
        return all;
    }

    private static List<AppliedResource> leftWork(AppliedManifestWork record, Iterable<AppliedResource> planned) {
        List<AppliedResource> left = new ArrayList<>(WorkRecords.resources(record));
        planned.forEach(resource -> left.removeIf(known -> sameObject(known, resource)));
        return left;
    }

    private static boolean sameObject(AppliedResource a, AppliedResource b) {
        return a.group().equals(b.group())
                && a.resource().equals(b.resource())
                && a.name().equals(b.name())
                && Objects.equals(a.namespace(), b.namespace());
    }

    private static AppliedResource withUid(AppliedResource resource, String uid) {
        return new AppliedResource(
                resource.group(), resource.version(), resource.resource(), resource.name(), resource.namespace(), uid);
    }

    private Set<KindWatches.Scope> scopes(ManifestWork work) {
        Set<KindWatches.Scope> scopes = new HashSet<>();
        for (GenericKubernetesResource manifest : Manifests.of(work)) {
            Map<String, String> labels = manifest.getMetadata().getLabels();
            if (labels != null && labels.containsKey(Labels.DEPLOYMENT)) {
                api.kinds()
                        .find(manifest.getApiVersion(), manifest.getKind())
                        .ifPresent(kind -> scopes.add(new KindWatches.Scope(kind, Labels.DEPLOYMENT)));
            }
        }
        return scopes;
    }

    private void report(ManifestWork work, WorkState state, WorkRules rules) {
        List<WorkReport.Line> lines =
                state.results().stream().map(result -> line(result, rules)).toList();
        ManifestWork latest = works.get(NamespacedName.of(work)).orElse(work);
        writer.write(latest, new WorkReport(latest, clock.instant()).status(lines));
    }

    private WorkReport.Line line(ManifestResult result, WorkRules rules) {
        Optional<JsonNode> live = result.target().flatMap(watches::get).map(Observed::object);
        ManifestResourceMeta meta = result.meta();
        Optional<Kind> kind =
                result.target().flatMap(ref -> api.kinds().findByPlural(ref.group(), meta.version(), meta.resource()));
        return new WorkReport.Line(
                result,
                live,
                kind.map(known -> rules.feedback(known, meta.namespace(), meta.name()))
                        .orElse(List.of()));
    }

    private Outcome delete(ManifestWork work, Optional<AppliedManifestWork> record) {
        if (record.isEmpty()) {
            writer.removeFinalizer(work, OcmNames.MANIFEST_WORK_FINALIZER);
            return forget(work.getMetadata().getName());
        }
        writer.write(work, new WorkReport(work, clock.instant()).deleting("ManifestWork is being deleted"));
        records.delete(record.get());
        return Outcome.again(LOOK_AGAIN);
    }

    /** A record that goes takes along what it owns, whoever deleted it; a work that still exists is then carried out anew. */
    private Outcome finishRecord(String name, AppliedManifestWork record) {
        List<AppliedResource> left = deletion.proceed(WorkRecords.resources(record), OwnerReferences.to(record));
        AppliedManifestWork current = records.record(record, left);
        states.remove(name);
        if (left.isEmpty()) {
            records.release(current);
        }
        return Outcome.again(LOOK_AGAIN);
    }

    private Outcome considerEviction(String name, AppliedManifestWork record) {
        if (!works.synced()) {
            return Outcome.again(LOOK_AGAIN);
        }
        AppliedManifestWorkStatus status = record.getStatus();
        String started = status == null ? null : status.evictionStartTime();
        Instant now = clock.instant();
        Instant since = started == null ? now : OffsetDateTime.parse(started).toInstant();
        if (started == null) {
            records.abandoned(record, now);
        }
        Duration left = Duration.between(now, since.plus(EVICTION_GRACE));
        if (left.isPositive()) {
            return Outcome.again(left);
        }
        records.delete(record);
        return Outcome.again(LOOK_AGAIN);
    }

    private static String holder(String work) {
        return "work/" + work;
    }
}
