// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantStatus;
import dev.paddock.api.palette.TenantStatus.Phase;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantDeciderTest {
    private final TenantDecider decider = new TenantDecider();

    @Test
    void aTenantGetsItsLabelledNamespaceAndIsReady() {
        var keep = keep(view(Objects.tenant(false, Map.of()), Optional.empty(), List.of("b", "a")));

        assertThat(keep.namespace()).hasValueSatisfying(namespace -> {
            assertThat(namespace.getMetadata().getName()).isEqualTo("tenant-acme");
            assertThat(namespace.getMetadata().getLabels()).containsOnly(Map.entry("palette.ai/tenant", "acme"));
        });
        assertThat(keep.status().phase()).isEqualTo(Phase.READY);
        assertThat(keep.status().namespace()).isEqualTo("tenant-acme");
        assertThat(keep.status().childProjectCount()).isEqualTo(2);
        assertThat(keep.status().observedGeneration()).isEqualTo(2);
        assertThat(keep.status().conditions())
                .extracting(Condition::getType)
                .containsExactly("NamespaceReady", "SettingsResolved", "WithinLimits", "Ready");
        assertThat(condition(keep.status(), ConditionType.SETTINGS_RESOLVED).getReason())
                .isEqualTo("NotConfigured");
    }

    @Test
    void theSameSituationLaterGivesTheSameStatus() {
        Tenant tenant = Objects.tenant(false, Map.of());
        TenantView first = view(tenant, Optional.empty(), List.of());
        tenant.setStatus(keep(first).status());

        TenantView later =
                new TenantView(tenant, Optional.empty(), List.of(), first.level(), Objects.NOW.plusSeconds(3600));

        assertThat(keep(later).status()).isEqualTo(tenant.getStatus());
    }

    @Test
    void aLimitBelowWhatIsHeldIsSaidAndDoesNotHoldBackReady() {
        Tenant tenant = Objects.tenant(false, Map.of(Objects.A100, 4L));
        LedgerEntry six = Objects.held(Tenancy.levelOf(tenant), 6, 2);

        TenantStatus status =
                keep(view(tenant, Optional.empty(), List.of(), six)).status();

        Condition within = condition(status, ConditionType.WITHIN_LIMITS);
        assertThat(within.getStatus()).isEqualTo("False");
        assertThat(within.getReason()).isEqualTo("OverLimit");
        assertThat(within.getMessage()).isEqualTo("NVIDIA-A100: used 6, limit 4");
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.gpu())
                .containsOnly(
                        Map.entry(Objects.A100, new GpuUsage(4L, new Quantity("2"), new Quantity("4"), 2 * 8400L)));
    }

    @Test
    void aNamespaceOnItsWayOutIsNotAppliedAndHoldsBackReady() {
        var keep = keep(view(Objects.tenant(false, Map.of()), Optional.of(Objects.going(namespace())), List.of()));

        assertThat(keep.namespace()).isEmpty();
        assertThat(keep.status().phase()).isEqualTo(Phase.NOT_READY);
        assertThat(condition(keep.status(), ConditionType.READY).getReason()).isEqualTo("NamespaceTerminating");
    }

    @Test
    void aDeletedTenantWaitsForTheProjectsItStillHas() {
        TenantDecision decision =
                decider.remove(view(Objects.tenant(true, Map.of()), Optional.of(namespace()), List.of("b", "a")));

        assertThat(decision).asInstanceOf(type(TenantDecision.Wait.class)).satisfies(wait -> {
            assertThat(wait.deleteNamespace()).isFalse();
            assertThat(wait.status().phase()).isEqualTo(Phase.DELETING);
            Condition ready = condition(wait.status(), ConditionType.READY);
            assertThat(ready.getReason()).isEqualTo("InUse");
            assertThat(ready.getMessage()).isEqualTo("2 projects still exist (a, b)");
        });
    }

    @Test
    void aTenantThatWaitsLongerSaysTheSame() {
        Tenant tenant = Objects.tenant(false, Map.of());
        tenant.setStatus(
                keep(view(tenant, Optional.of(namespace()), List.of("a"))).status());
        TenantView first = view(tenant, Optional.of(namespace()), List.of("a"));
        assertThat(decider.remove(first)).isInstanceOfSatisfying(TenantDecision.Wait.class, wait -> {
            assertThat(condition(wait.status(), ConditionType.READY).getMessage())
                    .isEqualTo("1 project still exists (a)");
            tenant.setStatus(wait.status());
        });

        TenantView later =
                new TenantView(tenant, first.namespace(), List.of("a"), first.level(), Objects.NOW.plusSeconds(60));

        assertThat(decider.remove(later)).isEqualTo(new TenantDecision.Wait(tenant.getStatus(), false));
    }

    @Test
    void theNamespaceStaysUnlessTheTenantTakesItAlong() {
        assertThat(decider.remove(view(Objects.tenant(false, Map.of()), Optional.of(namespace()), List.of())))
                .isEqualTo(new TenantDecision.LetGo());
    }

    @Test
    void aTenantThatTakesItsNamespaceAlongWaitsUntilItIsGone() {
        Tenant tenant = Objects.tenant(true, Map.of());

        assertThat(decider.remove(view(tenant, Optional.of(namespace()), List.of())))
                .asInstanceOf(type(TenantDecision.Wait.class))
                .extracting(TenantDecision.Wait::deleteNamespace)
                .isEqualTo(true);
        assertThat(decider.remove(view(tenant, Optional.of(Objects.going(namespace())), List.of())))
                .asInstanceOf(type(TenantDecision.Wait.class))
                .extracting(TenantDecision.Wait::deleteNamespace)
                .isEqualTo(false);
        assertThat(decider.remove(view(tenant, Optional.empty(), List.of()))).isEqualTo(new TenantDecision.LetGo());
    }

    private TenantDecision.Keep keep(TenantView view) {
        return decider.settle(view);
    }

    private static TenantView view(
            Tenant tenant, Optional<Namespace> namespace, List<String> projects, LedgerEntry... held) {
        return new TenantView(
                tenant, namespace, projects, new LevelReport(Tenancy.levelOf(tenant), List.of(held)), Objects.NOW);
    }

    private static Namespace namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("tenant-acme")
                .endMetadata()
                .build();
    }

    private static Condition condition(TenantStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).orElseThrow();
    }
}
