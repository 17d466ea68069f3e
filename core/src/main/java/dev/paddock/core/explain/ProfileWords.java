// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileStatus;
import dev.paddock.core.status.Conditions;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much of a ComputeProfile's limits is held. */
final class ProfileWords {
    private final ComputeProfile profile;
    private final @Nullable ComputeProfileStatus status;
    private final Surroundings around;
    private final Standing standing;

    ProfileWords(ComputeProfile profile, Surroundings around, Instant now) {
        this.around = around;
        this.profile = profile;
        this.status = profile.getStatus();
        this.standing = new Standing(profile, profile.getStatus(), now);
    }

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        standing.tell(account);
        if (status == null || status.gpu().isEmpty()) {
            new TreeMap<>(profile.getSpec().gpuLimits())
                    .forEach((family, limit) -> account.point("GPUs", "%s: limit %d".formatted(family, limit)));
        } else {
            GpuWords.against(status.gpu()).forEach(line -> account.point("GPUs", line));
        }
        if (status != null && status.consumers() != null) {
            account.point("used by", status.consumers() + (status.consumers() == 1 ? " object" : " objects"));
        }
        HolderWords.of(around.platforms(), profile).forEach(holder -> account.point("held by", holder));
        if (overLimit()) {
            account.point("that is", "the limit was lowered below what is held: what runs stays, growth is refused");
            account.next("delete or shrink a platform, or raise the limit");
        }
        standing.remedy(account);
        return account.explanation();
    }

    private String headline() {
        if (standing.unseen()) {
            return "has not been looked at yet.";
        }
        if (!standing.ready()) {
            return "is not Ready.";
        }
        return overLimit() ? "is Ready, but more is held than it allows." : "is Ready.";
    }

    private boolean overLimit() {
        return status != null
                && Conditions.find(status.conditions(), ConditionType.WITHIN_LIMITS)
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .isPresent();
    }
}
