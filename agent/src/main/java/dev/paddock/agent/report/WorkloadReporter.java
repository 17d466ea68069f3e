// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.events.Warning;
import dev.paddock.agent.flux.FluxNames;
import dev.paddock.agent.flux.Inventory;
import dev.paddock.agent.gateway.ServedUrl;
import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.health.DefinitionVerdicts.Opinion;
import dev.paddock.agent.health.LiveObject;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.output.FolderFiller;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import dev.paddock.core.health.HealthRules;
import dev.paddock.core.health.Verdict;
import dev.paddock.core.substitution.SubstitutionNames;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports the health and outputs of this cluster's workloads to the hub. Reads only the delivery contracts and live objects,
 * so that it says the same whether Flux or the stand-ins did the work. Sends on change, and on a timer only where a workload asks for it.
 */
public final class WorkloadReporter implements AutoCloseable {

    private static final Duration GATHER = Duration.ofMillis(100);
    /** What an API server comes to serve is told by no watch. */
    private static final Duration UNKNOWN_KIND = Duration.ofSeconds(5);

    private static final int PARALLEL = 4;

    /** What the reporter needs from the process around it. */
    public record Environment(
            String cluster,
            KubernetesClient hub,
            KubernetesClient spoke,
            ObjectApi api,
            KindWatches watches,
            Lister<ManifestWork> works,
            Lister<Workload> workloads,
            Lister<Kustomization> kustomizations,
            Lister<OCIRepository> repositories,
            Optional<ServedUrl> gateway,
            FolderFiller filler,
            Function<String, Optional<Secret>> variables,
            DefinitionVerdicts definitions,
            Function<ObjectRef, List<Warning>> warnings,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {}

    /** What is remembered of one workload: where missing objects belonged, and what waits to be sent. */
    private static final class State {
        private final FlapFilter filter = new FlapFilter();
        private final Map<ObjectRef, Map<String, String>> labels = new HashMap<>();
        private final Map<String, Instant> lastHealthy = new HashMap<>();
        private Instant sentAt = Instant.EPOCH;
    }

    private final Environment environment;
    private final HealthRules rules = HealthRules.builtIn();
    private final KeyedQueue<String> queue;
    private final NamedObjects named;
    private final ConcurrentHashMap<String, State> states = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<NamespacedName, String> workloadOf = new ConcurrentHashMap<>();

    /** Of what a workload has: whoever changes it changes the workload's health. */
    private final Onlookers parts = new Onlookers();

    /** Of what its outputs name: another workload's object may be among it. */
    private final Onlookers outputs = new Onlookers();

    public WorkloadReporter(Environment environment) {
        this.environment = environment;
        this.queue = new KeyedQueue<>("workload", this::report, PARALLEL, environment.backOff(), environment.timer());
        this.named = new NamedObjects(
                environment.spoke(), environment.api(), environment.watches(), name -> queue.addAfter(name, GATHER));
        environment.workloads().all().forEach(this::onWorkload);
    }

    public void onWorkload(Workload workload) {
        queue.addAfter(workload.getMetadata().getName(), GATHER);
    }

    /** The Secret that carries a workload's secret variables came or changed. */
    public void onVariables(Secret secret) {
        String name = secret.getMetadata().getName();
        String prefix = SubstitutionNames.transport("");
        if (name.startsWith(prefix)) {
            queue.addAfter(name.substring(prefix.length()), GATHER);
        }
    }

    public void onWork(ManifestWork work) {
        queue.addAfter(work.getMetadata().getName(), GATHER);
    }

    /** A Kustomization or OCIRepository changed. */
    public void onFlux(NamespacedName key) {
        String workload = workloadOf.get(key);
        if (workload != null) {
            queue.addAfter(workload, GATHER);
        }
    }

    public void onObject(Observed object) {
        onFlux(owner(object));
        parts.of(object.ref()).forEach(workload -> queue.addAfter(workload, GATHER));
        outputs.of(object.ref()).forEach(workload -> queue.addAfter(workload, GATHER));
    }

    /** By its labels; nobody's where it has none. */
    private static NamespacedName owner(Observed object) {
        return new NamespacedName(
                object.labels().getOrDefault(FluxNames.OWNER_NAMESPACE, ""),
                object.labels().getOrDefault(FluxNames.OWNER_NAME, ""));
    }

    @Override
    public void close() {
        queue.close();
        named.close();
    }

    private Outcome report(String name) {
        Optional<Workload> found = environment.workloads().get(new NamespacedName(environment.cluster(), name));
        if (found.isEmpty()) {
            states.remove(name);
            workloadOf.values().removeIf(name::equals);
            parts.forget(name);
            outputs.forget(name);
            environment.watches().hold(holder(name), Set.of());
            named.forget(name);
            return Outcome.settled();
        }
        Workload workload = found.get();
        State state = states.computeIfAbsent(name, fresh -> new State());
        Delivery delivery = delivery(name);
        Instant now = environment.clock().instant();
        Resync resync = Resync.of(workload, state.sentAt, now);
        if (resync.due()) {
            readAgain(delivery);
        }
        List<Part> parts = parts(name, workload, delivery, state, now);
        outputs.look(name, named.refs(workload.getSpec().workload(), delivery.namespace()));
        boolean served = named.watch(name, workload.getSpec().workload(), delivery.namespace());
        Delivery filled = delivery.waitingFor(fill(workload, delivery, parts));
        WorkloadStatus status = Assessment.of(workload, filled, parts, outputs(delivery, parts), now);
        FlapFilter.Decision decision = state.filter.decide(workload.getStatus(), status, now);
        status.components().stream()
                .filter(component -> component.health() == Health.HEALTHY)
                .forEach(component -> state.lastHealthy.put(component.name(), now));
        if (decision.send() || resync.due()) {
            send(workload, status, now);
            state.sentAt = now;
        }
        return Stream.concat(
                        Stream.concat(
                                decision.lookAgain().stream(),
                                served ? Stream.<Duration>of() : Stream.of(UNKNOWN_KIND)),
                        parts.stream()
                                .flatMap(part -> part.verdict().recheckAt().stream())
                                .map(at -> Duration.between(now, at))
                                .filter(Duration::isPositive))
                .min(Duration::compareTo)
                .filter(earlier -> earlier.compareTo(resync.next()) < 0)
                .map(Outcome::again)
                .orElseGet(() -> Outcome.again(resync.next()));
    }

    private Outputs outputs(Delivery delivery, List<Part> parts) {
        return new Outputs(parts, path -> named.find(path, delivery.namespace()), environment.gateway());
    }

    /** Values that the workload itself reads; what waits for them, by the Kustomization's name. */
    private Map<String, String> fill(Workload workload, Delivery delivery, List<Part> parts) {
        WorkloadTemplate template = workload.getSpec().workload();
        Optional<OCIRepository> source = delivery.source();
        if (template == null || source.isEmpty()) {
            return Map.of();
        }
        Map<String, Kustomization> folders = new LinkedHashMap<>();
        delivery.present().forEach(folder -> folders.put(folder.getMetadata().getName(), folder));
        return environment
                .filler()
                .fill(
                        workload,
                        source.get(),
                        folders,
                        outputs(delivery, parts).read(template).read(),
                        environment
                                .variables()
                                .apply(SubstitutionNames.transport(
                                        workload.getMetadata().getName())));
    }

    private void send(Workload workload, WorkloadStatus status, Instant now) {
        Workload patch = new Workload();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(workload.getMetadata().getNamespace())
                .withName(workload.getMetadata().getName())
                .build());
        patch.setStatus(new WorkloadStatus(
                status.appliedDigest(),
                status.kind(),
                status.components(),
                status.outputs(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                status.observedGeneration(),
                status.conditions()));
        Workload stored = environment
                .hub()
                .resource(patch)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(FieldManagers.AGENT)
                                .withForce(true)
                                .build(),
                        patch);
        environment.workloads().wrote(stored);
    }

    private Delivery delivery(String name) {
        Optional<ManifestWork> work = environment.works().get(new NamespacedName(environment.cluster(), name));
        Map<NamespacedName, Optional<OCIRepository>> repositories = new LinkedHashMap<>();
        Map<NamespacedName, Optional<Kustomization>> folders = new LinkedHashMap<>();
        for (GenericKubernetesResource manifest : manifests(work)) {
            NamespacedName key = NamespacedName.of(manifest);
            String group = ObjectRef.groupOf(manifest.getApiVersion());
            if (group.equals("kustomize.toolkit.fluxcd.io")) {
                workloadOf.put(key, name);
                folders.put(key, environment.kustomizations().get(key));
            } else if (group.equals("source.toolkit.fluxcd.io")) {
                workloadOf.put(key, name);
                repositories.put(key, environment.repositories().get(key));
            }
        }
        return new Delivery(work, repositories, folders);
    }

    private static List<GenericKubernetesResource> manifests(Optional<ManifestWork> work) {
        return work.map(ManifestWork::getSpec)
                .map(ManifestWorkSpec::workload)
                .map(ManifestWorkSpec.Workload::manifests)
                .orElse(List.of());
    }

    private List<Part> parts(String name, Workload workload, Delivery delivery, State state, Instant now) {
        Set<KindWatches.Scope> scopes = new HashSet<>();
        Set<ObjectRef> known = new LinkedHashSet<>();
        for (Kustomization folder : delivery.present()) {
            Inventory inventory = Inventory.of(folder.getStatus());
            for (ObjectRef ref : inventory.refs()) {
                environment
                        .api()
                        .kinds()
                        .find(inventory.apiVersion(ref), ref.kind())
                        .ifPresent(kind -> scopes.add(new KindWatches.Scope(kind, FluxNames.OWNER_NAME)));
                known.add(ref);
            }
        }
        state.labels.keySet().retainAll(known);
        environment.watches().hold(holder(name), scopes);
        this.parts.look(
                name,
                known.stream()
                        .filter(ref -> environment
                                .watches()
                                .get(ref)
                                .filter(object -> name.equals(workloadOf.get(owner(object))))
                                .isEmpty())
                        .collect(Collectors.toSet()));
        List<LiveObject> live = known.stream()
                .flatMap(ref -> environment.watches().get(ref).stream())
                .map(object -> new LiveObject(object.ref(), object.labels(), object.object()))
                .toList();
        Opinion opinion = environment.definitions().of(workload.getSpec().health(), live);
        Map<ObjectRef, LiveObject> byRef =
                live.stream().collect(Collectors.toMap(LiveObject::ref, object -> object, (a, b) -> b));
        return known.stream()
                .map(ref -> part(ref, Optional.ofNullable(byRef.get(ref)), opinion, state, now))
                .toList();
    }

    private Part part(ObjectRef ref, Optional<LiveObject> live, Opinion opinion, State state, Instant now) {
        live.ifPresent(object -> state.labels.put(ref, object.labels()));
        Map<String, String> labels = state.labels.getOrDefault(ref, Map.of());
        Optional<JsonNode> object = live.map(LiveObject::object);
        Verdict verdict = object.map(node -> rules.assess(node, now, opinion.of(ref)))
                .orElseGet(() -> Verdict.missing("is not on the cluster"));
        String component = Part.component(labels);
        // What was complained of before it was well last is over, whatever is wrong now.
        Instant since = state.lastHealthy.getOrDefault(component, Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
        List<Warning> warnings = environment.warnings().apply(ref).stream()
                .filter(warning -> warning.at().isAfter(since))
                .toList();
        return new Part(
                ref,
                component,
                Part.trait(labels),
                labels,
                object,
                verdict,
                Optional.ofNullable(opinion.said().get(ref)),
                warnings);
    }

    /** Asks the cluster itself, in case a watch has missed something. */
    private void readAgain(Delivery delivery) {
        for (Kustomization folder : delivery.present()) {
            Inventory inventory = Inventory.of(folder.getStatus());
            for (ObjectRef ref : inventory.refs()) {
                environment
                        .api()
                        .kinds()
                        .find(inventory.apiVersion(ref), ref.kind())
                        .ifPresent(kind -> environment
                                .watches()
                                .refresh(ref, environment.api().get(kind, ref.namespace(), ref.name())));
            }
        }
    }

    private static String holder(String workload) {
        return "workload/" + workload;
    }
}
