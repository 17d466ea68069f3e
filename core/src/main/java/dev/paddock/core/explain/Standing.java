// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.Conditioned;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every object with conditions has in common when one asks how it stands. */
record Standing(HasMetadata object, @Nullable Conditioned status, Instant now) {

    String name() {
        return object.getMetadata().getName();
    }

    String namespace() {
        String namespace = object.getMetadata().getNamespace();
        return namespace == null ? "" : namespace;
    }

    String subject() {
        return object.getKind() + " " + (namespace().isEmpty() ? name() : namespace() + "/" + name());
    }

    boolean deleting() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** The headline of an object that is being deleted. */
    String deletionHeadline() {
        return "is being deleted"
                + Span.parse(object.getMetadata().getDeletionTimestamp())
                        .map(start -> "; that began " + Span.words(Duration.between(start, now)) + " ago")
                        .orElse("")
                + ".";
    }

    /** Whether no controller has said anything yet. */
    boolean unseen() {
        return status == null || status.conditions().isEmpty();
    }

    Optional<Obstacle> obstacle() {
        if (status == null) {
            return Optional.empty();
        }
        return deleting() ? Obstacle.ofReady(status.conditions()) : Obstacle.first(status.conditions());
    }

    boolean ready() {
        return !unseen() && obstacle().isEmpty();
    }

    /** Said first, because everything else is then about an older state. */
    Optional<String> freshness() {
        ObjectMeta metadata = object.getMetadata();
        if (unseen()) {
            String age = Span.parse(metadata.getCreationTimestamp())
                    .map(created -> "created " + Span.words(Duration.between(created, now)) + " ago, ")
                    .orElse("");
            return Optional.of(age + "and no controller has reported on it");
        }
        Long observed = status == null ? null : status.observedGeneration();
        Long generation = metadata.getGeneration();
        return observed != null && generation != null && observed < generation
                ? Optional.of(
                        "the last change of the spec has not been acted on yet; what follows is about the one before")
                : Optional.empty();
    }

    /** The points that follow from the conditions alone. */
    void tell(Account account) {
        account.point("status", freshness());
        if (unseen()) {
            account.next("paddock status, to see whether the hub runs");
        }
        obstacle().ifPresent(obstacle -> {
            account.point("because", obstacle.sentence(now));
            Advice.on(obstacle).ifPresent(advice -> account.point("that is", advice.meaning()));
        });
    }

    void remedy(Account account) {
        obstacle().flatMap(Advice::on).ifPresent(advice -> account.next(advice.remedy()));
    }
}
