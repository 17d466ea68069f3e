// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.OwnerLabels;
import dev.paddock.core.policy.ApplyOnce;
import dev.paddock.core.policy.FieldPath;
import dev.paddock.core.policy.Treatment;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An object whose policies have a say in how it is applied. Tells a new version from the same one applied again by what is written on
 * the object on the cluster. Decides and does nothing; pure.
 */
public final class PolicedObject {

    /** What is to be done. */
    public sealed interface Step {

        /** Nothing: it stays as it is, and gone if it is gone. */
        record Leave() implements Step {}

        /**
         * @param object what to send
         * @param replace whether what others set goes
         * @param remake whether it is deleted first
         */
        record Send(ObjectNode object, boolean replace, boolean remake) implements Step {}
    }

    private final ObjectNode desired;
    private final Treatment treatment;

    public PolicedObject(ObjectNode desired, Treatment treatment) {
        this.desired = desired;
        this.treatment = treatment;
    }

    /** Whether the decision needs the object as it is, with its field managers. */
    public static boolean asksForAll(Treatment treatment) {
        return treatment.once().isPresent()
                || treatment.replaced()
                || !treatment.recreate().isEmpty();
    }

    /** @param before whether this version of the delivery has been applied before */
    public Step step(Optional<JsonNode> live, boolean before) {
        if (!asksForAll(treatment)) {
            return new Step.Send(desired, false, false);
        }
        Memo now = new Memo(Memo.versionOf(desired), Memo.recreateOf(desired, treatment.recreate()), Map.of());
        if (live.isEmpty()) {
            boolean leftGone = before
                    && treatment
                            .once()
                            .filter(once -> once.whole() && once.onStateKeep())
                            .isPresent();
            return leftGone ? new Step.Leave() : send(desired.deepCopy(), now, treatment.replaced(), false);
        }
        Memo then = Memo.of(live.get());
        boolean remake = remade(now, then, live.get());
        if (treatment.once().isEmpty() || remake) {
            return send(desired.deepCopy(), now, replaced(now, then), remake);
        }
        return once(treatment.once().get(), now, then, live.get());
    }

    private Step once(ApplyOnce once, Memo now, Memo then, JsonNode live) {
        boolean update = !now.version().equals(then.version());
        if (once.whole()) {
            boolean left = update ? once.onUpdate() : once.onStateKeep();
            return left ? new Step.Leave() : send(desired.deepCopy(), now, replaced(now, then), false);
        }
        ObjectNode object = desired.deepCopy();
        Map<String, JsonNode> kept = new TreeMap<>();
        if (once.affect() == ApplyOnce.Affect.ON_UPDATE) {
            for (FieldPath path : once.paths()) {
                JsonNode value = update ? path.in(live, desired) : then.kept().get(path.toString());
                if (value != null && !value.isMissingNode()) {
                    kept.put(path.toString(), value);
                    path.set(object, value);
                }
            }
        } else if (!update || once.onUpdate()) {
            once.paths().forEach(path -> yieldTo(path, object, live));
        }
        return send(object, new Memo(now.version(), now.recreate(), kept), replaced(now, then), false);
    }

    /** Leaves the field to who has it; one that nobody else has is sent as it is, because leaving it out would remove it. */
    private void yieldTo(FieldPath path, ObjectNode object, JsonNode live) {
        FieldOwners owners = new FieldOwners(path, desired, live);
        JsonNode value = path.in(live, desired);
        Optional<JsonNode> ours = value.isMissingNode() ? Optional.empty() : owners.leftOf(value);
        if (ours.isEmpty()) {
            path.remove(object);
        } else if (!path.in(desired).isMissingNode() || owners.byHand()) {
            path.set(object, ours.get());
        }
    }

    private static Step send(ObjectNode object, Memo memo, boolean replace, boolean remake) {
        memo.writeTo(object);
        return new Step.Send(object, replace, remake);
    }

    /** With a new version only: between two of them others may set what they need to, such as an injected certificate. */
    private boolean replaced(Memo now, Memo then) {
        return treatment.replaced() && !now.version().equals(then.version());
    }

    /** Only of an object of this delivery: what others made is not deleted. */
    private boolean remade(Memo now, Memo then, JsonNode live) {
        boolean ours = live.path("metadata")
                .path("labels")
                .path(OwnerLabels.NAME)
                .equals(desired.path("metadata").path("labels").path(OwnerLabels.NAME));
        return ours
                && treatment.recreate().stream().anyMatch(field -> {
                    String before = then.recreate().get(field.toString());
                    return before == null
                            ? differs(field, live)
                            : !before.equals(now.recreate().get(field.toString()));
                });
    }

    /** A field that was not of the policy until now: what the API server filled in beside what is wanted is no difference. */
    private boolean differs(FieldPath field, JsonNode live) {
        JsonNode wanted = field.in(desired);
        return !wanted.isMissingNode() && !within(field.in(live, desired), wanted);
    }

    private static boolean within(JsonNode there, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(field -> within(there.path(field.getKey()), field.getValue()));
        }
        if (wanted.isArray()) {
            return there.size() == wanted.size()
                    && IntStream.range(0, wanted.size()).allMatch(i -> within(there.path(i), wanted.get(i)));
        }
        return wanted.equals(there) || sameQuantity(wanted.asText(), there.asText());
    }

    /** The API server writes quantities in a way of its own. */
    private static boolean sameQuantity(String wanted, String there) {
        try {
            return !there.isEmpty()
                    && Quantity.getAmountInBytes(new Quantity(wanted))
                                    .compareTo(Quantity.getAmountInBytes(new Quantity(there)))
                            == 0;
        } catch (IllegalArgumentException noQuantity) {
            return false;
        }
    }
}
