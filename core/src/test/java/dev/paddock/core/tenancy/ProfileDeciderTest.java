// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileStatus;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileDeciderTest {
    private final ProfileDecider decider = new ProfileDecider();
    private final ComputeProfile edge = Objects.profile("edge", Map.of(Objects.A100, 4L));
    private final ComputeProfile other = Objects.profile("other", Map.of());

    @Test
    void aHoldingBeyondTheLimitIsNamedWithBothNumbers() {
        ComputeProfileStatus status = status(List.of(), Objects.held(Tenancy.levelOf(edge), 6, 6));

        assertThat(Conditions.find(status.conditions(), ConditionType.WITHIN_LIMITS)
                        .orElseThrow())
                .satisfies(condition -> {
                    assertThat(condition.getStatus()).isEqualTo("False");
                    assertThat(condition.getReason()).isEqualTo("OverLimit");
                    assertThat(condition.getMessage()).isEqualTo("NVIDIA-A100: used 6, limit 4");
                });
        assertThat(Conditions.isTrue(status.conditions(), ConditionType.READY)).isTrue();
    }

    @Test
    void aLimitNobodyUsesIsShownAtZero() {
        assertThat(status(List.of()).gpu()).hasEntrySatisfying(Objects.A100, usage -> {
            assertThat(usage.limit()).isEqualTo(4);
            assertThat(usage.usedUnits()).isZero();
        });
    }

    @Test
    void whatAPlatformMadeIsNotCountedBesideIt() {
        ComputePool child = child(Objects.named(new ComputePool(), "clearml"));
        WorkloadDeployment delivery = child(Objects.named(new WorkloadDeployment(), "clearml"));
        ComputePool own = Objects.named(new ComputePool(), "shared");
        WorkloadDeployment written = Objects.named(new WorkloadDeployment(), "notebook");

        ComputeProfileStatus status = status(List.of(
                new ProfileUsers(resolvingTo("edge"), List.of(), List.of(child, own), List.of(delivery, written))));

        assertThat(status.consumers()).isEqualTo(2);
    }

    @Test
    void thoseThatResolveToAnotherProfileAreNotItsConsumers() {
        ComputePool pool = Objects.named(new ComputePool(), "shared");

        ComputeProfileStatus status =
                status(List.of(new ProfileUsers(resolvingTo("other"), List.of(), List.of(pool), List.of())));

        assertThat(status.consumers()).isZero();
    }

    @Test
    void aDeletedProfileWaitsForThoseThatResolveToIt() {
        MLPlatform platform = Objects.named(new MLPlatform(), "clearml");
        platform.setSpec(
                new KubernetesSerialization().unmarshal("platform: clearml\nmode: dedicated", MLPlatformSpec.class));
        ComputePool pool = Objects.named(new ComputePool(), "shared");
        ProfileUsers users = new ProfileUsers(resolvingTo("edge"), List.of(platform), List.of(pool), List.of());

        assertThat(decider.remove(view(List.of(users)))).isInstanceOfSatisfying(ProfileDecision.Wait.class, wait -> {
            Condition ready = Conditions.find(wait.status().conditions(), ConditionType.READY)
                    .orElseThrow();
            assertThat(ready.getReason()).isEqualTo("InUse");
            assertThat(ready.getMessage()).isEqualTo("in use by ComputePool project-a/shared (and 1 more)");
        });
    }

    @Test
    void aDeletedProfileWaitsForWhatStillHoldsGpusThere() {
        assertThat(decider.remove(view(List.of(), Objects.held(Tenancy.levelOf(edge), 2, 2))))
                .isInstanceOfSatisfying(
                        ProfileDecision.Wait.class,
                        wait -> assertThat(Conditions.find(wait.status().conditions(), ConditionType.READY)
                                        .orElseThrow()
                                        .getMessage())
                                .isEqualTo("in use by MLPlatform project-a/clearml"));
    }

    @Test
    void anOrphanedClusterDoesNotKeepAProfile() {
        LedgerEntry orphan = LedgerEntry.reserved(
                new Owner("uid", "ManagedCluster", "", "project-a-kept"),
                Objects.A100,
                GpuAmount.ofGpus(4),
                Set.of(Tenancy.levelOf(edge).key()));

        assertThat(decider.remove(view(List.of(), orphan))).isEqualTo(new ProfileDecision.LetGo());
    }

    private ComputeProfileStatus status(List<ProfileUsers> users, LedgerEntry... held) {
        return decider.settle(view(users, held)).status();
    }

    private ProfileView view(List<ProfileUsers> users, LedgerEntry... held) {
        return new ProfileView(edge, users, new LevelReport(Tenancy.levelOf(edge), List.of(held)), Objects.NOW);
    }

    private Tenancy resolvingTo(String profile) {
        return new Tenancy(
                "project-a",
                Optional.of(Objects.project(new Reference(profile, null))),
                Optional.empty(),
                List.of(edge, other));
    }

    private static <T extends HasMetadata> T child(T object) {
        object.getMetadata()
                .setLabels(Map.of(Labels.DEPLOYMENT, object.getMetadata().getName()));
        return object;
    }
}
