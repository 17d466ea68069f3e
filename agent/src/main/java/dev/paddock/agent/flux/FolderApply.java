// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.apply.ApplyMode;
import dev.paddock.agent.apply.ObjectApplier;
import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.core.annotation.FieldValidation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Applies the objects of a folder with Flux's field manager: definitions and namespaces first and waited for, the rest after.
 * What is applied is learned at once, so that the own write is not taken for drift.
 */
final class FolderApply {

    private static final Duration DEFINITIONS_TIMEOUT = Duration.ofSeconds(30);

    private final KindWatches watches;
    private final ObjectApi own;
    private final LongAdder applies = new LongAdder();

    /** @param own the agent's own rights, to wait for what a service account may not be allowed to watch */
    FolderApply(KindWatches watches, ObjectApi own) {
        this.watches = watches;
        this.own = own;
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
     * @param leftOut fields that the cluster does not know, each with its object
     */
    record Result(List<Observed> applied, List<Observed> present, List<String> leftOut) {}

    /** Objects already applied when one fails stay applied; the failure names the object. */
    Result apply(List<GenericKubernetesResource> objects, ObjectApi api, boolean force, FieldValidation validation) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ObjectApplier applier = new ObjectApplier(api, own, objects);
        List<GenericKubernetesResource> definitions = objects.stream()
                .filter(object -> ApplyOrder.isDefinition(object.getKind()))
                .toList();
        for (GenericKubernetesResource definition : definitions) {
            applyOne(definition, applier, force, validation, result);
        }
        for (GenericKubernetesResource definition : definitions) {
            awaitServed(definition);
        }
        for (GenericKubernetesResource object : objects) {
            if (!ApplyOrder.isDefinition(object.getKind())) {
                applyOne(object, applier, force, validation, result);
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

    private void applyOne(
            GenericKubernetesResource object,
            ObjectApplier applier,
            boolean force,
            FieldValidation validation,
            Result result) {
        Optional<Observed> known = watches.get(ObjectRef.of(object));
        Optional<JsonNode> live = known.map(Observed::object);
        if (known.isEmpty() || known.get().fingerprint(FieldManagers.FLUX).isEmpty() || needsAll(object, known.get())) {
            live = read(object);
        }
        ApplyMode mode = live.map(there -> mode(object, there)).orElseGet(() -> modeOf(ObjectApi.tree(object)));
        if (mode == ApplyMode.IGNORE || (mode == ApplyMode.IF_NOT_PRESENT && live.isPresent())) {
            watches.get(ObjectRef.of(object)).ifPresent(result.present()::add);
            return;
        }
        boolean recreate =
                force || annotation(ObjectApi.tree(object), FluxNames.FORCE).equals("enabled");
        applies.increment();
        ObjectApplier.Sent sent = applier.apply(object, new ObjectApplier.Manner(mode, recreate, validation), live);
        sent.live()
                .map(watches::learn)
                .ifPresent(mode == ApplyMode.IF_NOT_PRESENT ? result.present()::add : result.applied()::add);
        sent.leftOut().forEach(field -> result.leftOut().add(ObjectRef.of(object) + " " + field));
    }

    /** What is watched is remembered without its field managers; these decide where others write too. */
    private static boolean needsAll(GenericKubernetesResource object, Observed known) {
        return known.editedByHand() || ObjectApi.tree(object).path("spec").has("replicas");
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
    private static ApplyMode mode(GenericKubernetesResource object, JsonNode live) {
        ApplyMode ofLive = modeOf(live);
        return ofLive == ApplyMode.IGNORE ? ofLive : modeOf(ObjectApi.tree(object));
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
