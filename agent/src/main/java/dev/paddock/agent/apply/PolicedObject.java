// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.OwnerLabels;
import dev.paddock.core.policy.ApplyOnce;
import dev.paddock.core.policy.FieldPath;
import dev.paddock.core.policy.Treatment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
            return leftGone ? new Step.Leave() : send(desired.deepCopy(), now, false);
        }
        Memo then = Memo.of(live.get());
        boolean remake = remade(now, then, live.get());
        if (treatment.once().isEmpty() || remake) {
            return send(desired.deepCopy(), now, remake);
        }
        return once(treatment.once().get(), now, then, live.get());
    }

    private Step once(ApplyOnce once, Memo now, Memo then, JsonNode live) {
        boolean update = !now.version().equals(then.version());
        if (once.whole()) {
            boolean left = update ? once.onUpdate() : once.onStateKeep();
            return left ? new Step.Leave() : send(desired.deepCopy(), now, false);
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
        return send(object, new Memo(now.version(), now.recreate(), kept), false);
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

    private Step send(ObjectNode object, Memo memo, boolean remake) {
        memo.writeTo(object);
        return new Step.Send(object, treatment.replaced(), remake);
    }

    /** Only of an object of this delivery: what others made is not deleted. */
    private boolean remade(Memo now, Memo then, JsonNode live) {
        boolean ours = live.path("metadata")
                .path("labels")
                .path(OwnerLabels.NAME)
                .equals(desired.path("metadata").path("labels").path(OwnerLabels.NAME));
        if (now.recreate().isEmpty() || !ours) {
            return false;
        }
        return then.recreate().isEmpty()
                ? treatment.recreate().stream().anyMatch(field -> differs(field, live))
                : !then.recreate().equals(now.recreate());
    }

    private boolean differs(FieldPath field, JsonNode live) {
        JsonNode wanted = field.in(desired);
        return !wanted.isMissingNode() && !wanted.equals(field.in(live, desired));
    }
}
