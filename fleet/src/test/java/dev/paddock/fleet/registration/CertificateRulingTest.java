// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.fleet.join.BootstrapToken;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateRulingTest {
    private static final Set<String> GROUPS =
            Set.of("system:open-cluster-management:a", "system:open-cluster-management:managed-clusters");
    private static final Set<String> USAGES = Set.of("digital signature", "client auth");

    @Test
    void aBootstrapTokenOfTheClusterIsEnoughOnceTheClusterIsAccepted() {
        CertificateAsk ask = ask("system:open-cluster-management:a:paddock-agent", GROUPS, USAGES, Optional.of("a"));

        assertThat(CertificateRuling.on(ask, Optional.of(cluster(true)))).isInstanceOf(CertificateRuling.Approve.class);
        assertThat(CertificateRuling.on(ask, Optional.of(cluster(false))))
                .isEqualTo(new CertificateRuling.Wait(
                        "ManagedCluster a is not accepted: set spec.hubAcceptsClient to true"));
        assertThat(CertificateRuling.on(ask, Optional.empty())).isInstanceOf(CertificateRuling.Wait.class);
    }

    @Test
    void anAgentRenewsForItself() {
        CertificateAsk ask = new CertificateAsk(
                "a",
                "system:open-cluster-management:a:paddock-agent",
                GROUPS,
                USAGES,
                "system:open-cluster-management:a:paddock-agent",
                GROUPS,
                Optional.empty());

        assertThat(CertificateRuling.on(ask, Optional.of(cluster(true)))).isInstanceOf(CertificateRuling.Approve.class);
    }

    @Test
    void aRequestUnderAnotherNameIsNotJudged() {
        CertificateAsk addOn =
                ask("system:open-cluster-management:cluster:a:addon:x", GROUPS, USAGES, Optional.of("a"));

        assertThat(CertificateRuling.on(addOn, Optional.of(cluster(true)))).isEqualTo(new CertificateRuling.NotOurs());
    }

    @Test
    void moreGroupsThanTheAgentsOwnAreDenied() {
        CertificateAsk greedy = ask(
                "system:open-cluster-management:a:paddock-agent",
                Set.of("system:open-cluster-management:a", "system:masters"),
                USAGES,
                Optional.of("a"));

        assertThat(CertificateRuling.on(greedy, Optional.of(cluster(true))))
                .isInstanceOfSatisfying(
                        CertificateRuling.Deny.class,
                        denied -> assertThat(denied.message()).contains("system:masters"));
    }

    @Test
    void aServingCertificateIsDenied() {
        CertificateAsk serving =
                ask("system:open-cluster-management:a:paddock-agent", GROUPS, Set.of("server auth"), Optional.of("a"));

        assertThat(CertificateRuling.on(serving, Optional.of(cluster(true))))
                .isInstanceOfSatisfying(
                        CertificateRuling.Deny.class,
                        denied -> assertThat(denied.message()).contains("server auth"));
    }

    @Test
    void aTokenOfAnotherClusterIsDeniedWithWhatToDo() {
        CertificateAsk other = ask("system:open-cluster-management:a:paddock-agent", GROUPS, USAGES, Optional.of("b"));

        assertThat(CertificateRuling.on(other, Optional.of(cluster(true))))
                .isInstanceOfSatisfying(
                        CertificateRuling.Deny.class,
                        denied -> assertThat(denied.message()).contains("cluster b", "paddock cluster join a"));
    }

    private static CertificateAsk ask(
            String commonName, Set<String> organizations, Set<String> usages, Optional<String> bootstraps) {
        return new CertificateAsk(
                "a",
                commonName,
                organizations,
                usages,
                "system:bootstrap:abcdef",
                Set.of(BootstrapToken.GROUP),
                bootstraps);
    }

    private static ManagedCluster cluster(boolean accepted) {
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName("a").build());
        cluster.setSpec(new ManagedClusterSpec(List.of(), accepted, null, List.of()));
        return cluster;
    }
}
