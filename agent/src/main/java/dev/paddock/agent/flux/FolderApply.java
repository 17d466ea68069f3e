// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.apply.ApplyMode;
import dev.paddock.agent.apply.ObjectApplier;
import dev.paddock.agent.apply.PolicedObject;
import dev.paddock.agent.apply.RemovalNotes;
import dev.paddock.agent.apply.SharedObjects;
import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.core.annotation.FieldValidation;
import dev.paddock.core.policy.Treatment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Applies the objects of a folder with Flux's field manager: definitions and namespaces first and waited for, the rest after.
 * What is applied is learned at once, so that the own write is not taken for drift.
 */
final class FolderApply {

    private static final Duration DEFINITIONS_TIMEOUT = Duration.ofSeconds(30);

    private final KindWatches watches;
    private final ObjectApi own;
    private final SharedObjects shared;
    private final LongAdder applies = new LongAdder();

    /** @param own the agent's own rights, to wait for what a service account may not be allowed to watch */
    FolderApply(KindWatches watches, ObjectApi own) {
        this.watches = watches;
        this.own = own;
        this.shared = new SharedObjects(own);
    }

    /** How many server-side applies were sent since the start. */
    long count() {
        return applies.sum();
    }

    /**
     * What came of a run.
     *
     * @param applied objects whose fields are ours to keep
     * @param present objects that only have to be there
     * @param unmarked objects of which others may do what they like, also delete them
     * @param leftOut fields that the cluster does not know, each with its object
     * @param strangers objects that are not ours by their labels, and what to watch to see them
     */
    record Result(
            List<Observed> applied,
            List<Observed> present,
            List<ObjectRef> unmarked,
            List<String> leftOut,
            Map<ObjectRef, KindWatches.Scope> strangers) {}

    /**
     * What is to be applied, and how.
     *
     * @param before what was applied of this very version before
     */
    private record Run(
            ObjectApi api,
            ObjectApplier applier,
            boolean force,
            FieldValidation validation,
            Set<ObjectRef> before,
            Result result) {}

    /** Objects already applied when one fails stay applied; the failure names the object. */
    Result apply(
            List<GenericKubernetesResource> objects,
            ObjectApi api,
            boolean force,
            FieldValidation validation,
            Set<ObjectRef> before) {
        Result result =
                new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        Run run = new Run(api, new ObjectApplier(api, own, objects), force, validation, before, result);
        List<GenericKubernetesResource> definitions = objects.stream()
                .filter(object -> ApplyOrder.isDefinition(object.getKind()))
                .toList();
        for (GenericKubernetesResource definition : definitions) {
            applyOne(definition, run);
        }
        for (GenericKubernetesResource definition : definitions) {
            awaitServed(definition);
        }
        for (GenericKubernetesResource object : objects) {
            if (!ApplyOrder.isDefinition(object.getKind())) {
                applyOne(object, run);
            }
        }
        return result;
    }

    /** Who changes what the object sets, as far as the API server's books tell; empty when it is not there. */
    String otherWriters(GenericKubernetesResource object) {
        return read(object)
                .map(live -> ObjectApplier.otherWriters(object, live))
                .orElse("");
    }

    private void applyOne(GenericKubernetesResource object, Run run) {
        ObjectRef ref = ObjectRef.of(object);
        ObjectNode wanted = ObjectApi.tree(object);
        Treatment said = treatment(ref, wanted);
        Optional<Observed> known = watches.get(ref);
        Optional<JsonNode> live = known.map(Observed::object);
        boolean all = needsAll(wanted, said);
        if (known.isEmpty()
                || known.get().fingerprint(FieldManagers.FLUX).isEmpty()
                || known.get().editedByHand()
                || all) {
            live = read(object);
        }
        ApplyMode mode = live.map(there -> mode(wanted, there)).orElseGet(() -> modeOf(wanted));
        boolean stays = mode == ApplyMode.IF_NOT_PRESENT && live.isPresent();
        if (mode == ApplyMode.IGNORE) {
            leave(object, live, run);
        } else if (live.isPresent() && (!stays || said.shared()) && shared.leads(wanted, live.get())) {
            enlist(object, run).ifPresent(run.result().present()::add);
        } else if (stays) {
            leaveBut(object, said, live, run);
        } else {
            switch (new PolicedObject(wanted, said).step(live, run.before().contains(ref))) {
                case PolicedObject.Step.Leave leave -> leaveBut(object, said, live, run);
                case PolicedObject.Step.Send send -> send(object, mode, said, send, live, run);
            }
        }
    }

    private static Treatment treatment(ObjectRef ref, ObjectNode wanted) {
        try {
            return Treatment.of(wanted);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(ref + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** It stays as it is but for what it says of its own end, where it is ours. */
    private void leaveBut(GenericKubernetesResource object, Treatment said, Optional<JsonNode> live, Run run) {
        RemovalNotes notes = new RemovalNotes(ObjectRef.of(object), ObjectApi.tree(object));
        live.filter(notes::isOurs).ifPresent(there -> {
            Kind kind = own.kinds().require(object.getApiVersion(), object.getKind());
            notes.bringUpToDate(there, kind, run.api());
            if (said.shared()) {
                enlist(object, run);
            }
        });
        leave(object, live, run);
    }

    /** It stays as it is; whether it has to be there at all is for who asks about its health. */
    private void leave(GenericKubernetesResource object, Optional<JsonNode> live, Run run) {
        ObjectRef ref = ObjectRef.of(object);
        Optional<NamespacedName> owner = live.flatMap(SharedObjects::owner);
        if (!owner.equals(SharedObjects.owner(ObjectApi.tree(object)))) {
            own.kinds()
                    .find(object.getApiVersion(), object.getKind())
                    .ifPresent(kind -> run.result()
                            .strangers()
                            .put(
                                    ref,
                                    owner.isEmpty()
                                            ? KindWatches.Scope.single(kind, ref)
                                            : new KindWatches.Scope(kind, FluxNames.OWNER_NAME)));
        }
        if (leftToOthers(Treatment.of(ObjectApi.tree(object)))) {
            run.result().unmarked().add(ref);
        } else {
            watches.get(ref).ifPresent(run.result().present()::add);
        }
    }

    private Optional<Observed> enlist(GenericKubernetesResource object, Run run) {
        Kind kind = own.kinds().require(object.getApiVersion(), object.getKind());
        return SharedObjects.owner(ObjectApi.tree(object))
                .flatMap(sharer -> shared.enlist(ObjectRef.of(object), kind, sharer, run.api()))
                .map(watches::learn);
    }

    private void send(
            GenericKubernetesResource object,
            ApplyMode mode,
            Treatment said,
            PolicedObject.Step.Send send,
            Optional<JsonNode> live,
            Run run) {
        boolean recreate = run.force()
                || annotation(ObjectApi.tree(object), FluxNames.FORCE).equals("enabled");
        ApplyMode manner = send.replace() && mode != ApplyMode.IF_NOT_PRESENT ? ApplyMode.REPLACE : mode;
        applies.increment();
        ObjectApplier.Sent sent = run.applier()
                .apply(
                        ObjectApplier.object(send.object()),
                        new ObjectApplier.Manner(manner, recreate, send.remake(), run.validation()),
                        live);
        sent.leftOut().forEach(field -> run.result().leftOut().add(ObjectRef.of(object) + " " + field));
        Optional<Observed> known = sent.live().map(watches::learn);
        if (said.shared()) {
            // Who leads is on the list too, so that the next one is found when it goes.
            known = enlist(object, run);
        }
        if (leftToOthers(said)) {
            run.result().unmarked().add(ObjectRef.of(object));
        } else {
            known.ifPresent(
                    mode == ApplyMode.IF_NOT_PRESENT
                            ? run.result().present()::add
                            : run.result().applied()::add);
        }
    }

    /** What others make of it is theirs, also that it goes. */
    private static boolean leftToOthers(Treatment said) {
        return said.once().filter(once -> once.whole() && once.onStateKeep()).isPresent();
    }

    /** What is watched is remembered without its field managers; these decide where others write too. */
    private static boolean needsAll(ObjectNode wanted, Treatment said) {
        return wanted.path("spec").has("replicas") || said.shared() || PolicedObject.asksForAll(said);
    }

    private Optional<JsonNode> read(GenericKubernetesResource object) {
        ObjectRef ref = ObjectRef.of(object);
        Kind kind = own.kinds().require(object.getApiVersion(), object.getKind());
        boolean unnamed = kind.namespaced() && ref.namespace().isEmpty();
        return unnamed
                ? Optional.empty()
                : own.get(kind, ref.namespace(), ref.name()).map(ObjectApi::tree);
    }

    /** What the object on the cluster says counts too: it is how people on the cluster keep us off. */
    private static ApplyMode mode(JsonNode wanted, JsonNode live) {
        ApplyMode ofLive = modeOf(live);
        return ofLive == ApplyMode.IGNORE ? ofLive : modeOf(wanted);
    }

    private static ApplyMode modeOf(JsonNode object) {
        if (annotation(object, FluxNames.RECONCILE).equals("disabled")) {
            return ApplyMode.IGNORE;
        }
        return switch (annotation(object, FluxNames.SSA).toLowerCase(Locale.ROOT)) {
            case "ignore" -> ApplyMode.IGNORE;
            case "ifnotpresent" -> ApplyMode.IF_NOT_PRESENT;
            case "merge" -> ApplyMode.MERGE;
            default -> ApplyMode.OVERRIDE;
        };
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }

    /** The API server needs a moment to serve a new kind; objects of it sent before are refused. */
    private void awaitServed(GenericKubernetesResource definition) {
        if (definition.getKind().equals("CustomResourceDefinition")) {
            Kind kind = own.kinds().require(definition.getApiVersion(), definition.getKind());
            own.await(kind, "", definition.getMetadata().getName(), FolderApply::established, DEFINITIONS_TIMEOUT);
        }
    }

    private static boolean established(GenericKubernetesResource live) {
        for (JsonNode condition : ObjectApi.tree(live).path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True")) {
                return true;
            }
        }
        return false;
    }
}
