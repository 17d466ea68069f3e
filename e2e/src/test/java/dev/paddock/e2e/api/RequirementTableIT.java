// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.PlatformShape;
import dev.paddock.core.platform.RequirementTable;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The CEL rules of the CRD and the table in core are written twice; here every combination of fields gets both answers. */
@WithControlPlane
class RequirementTableIT {
    private static final boolean[] BOTH = {false, true};

    @Test
    void theApiServerAndTheTableGiveTheSameErrorsForEveryCombination(TestCluster cluster) {
        List<MLPlatformSpec> combinations = combinations();
        assertThat(combinations).hasSize(3 * 2 * 2 * 2 * 2 * 3 * 4);
        List<String> differences = new ArrayList<>();
        for (MLPlatformSpec spec : combinations) {
            Set<String> table = tableSays(spec);
            Set<String> server = serverSays(cluster.client(), spec);
            if (!table.equals(server)) {
                differences.add(spec + "\n  table:  " + table + "\n  server: " + server);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Set<String> tableSays(MLPlatformSpec spec) {
        return RequirementTable.decide(PlatformShape.of(spec, PlatformShape.Environment.UNKNOWN)).errors().stream()
                .map(FieldError::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> serverSays(KubernetesClient client, MLPlatformSpec spec) {
        MLPlatform platform = new MLPlatform();
        platform.setMetadata(new ObjectMetaBuilder().withName("combination").build());
        platform.setSpec(spec);
        try {
            client.resource(platform).dryRun(true).create();
            return Set.of();
        } catch (KubernetesClientException refusal) {
            return refusal.getStatus().getDetails().getCauses().stream()
                    .map(cause -> cause.getField() + ": " + cause.getMessage())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<MLPlatformSpec> combinations() {
        List<MLPlatformSpec> specs = new ArrayList<>();
        for (Mode mode : withNull(Mode.values())) {
            for (DeletePolicy policy : withNull(DeletePolicy.values())) {
                for (Isolation isolation : withNull(Isolation.values())) {
                    references(mode, policy, isolation, specs);
                }
            }
        }
        return specs;
    }

    private static void references(
            @Nullable Mode mode,
            @Nullable DeletePolicy policy,
            @Nullable Isolation isolation,
            List<MLPlatformSpec> into) {
        for (boolean cluster : BOTH) {
            for (boolean environment : BOTH) {
                for (boolean clusterProfile : BOTH) {
                    for (boolean workloadProfile : BOTH) {
                        into.add(new MLPlatformSpec(
                                "clearml",
                                null,
                                mode,
                                policy,
                                clusterProfile ? new Reference("infra", null) : null,
                                workloadProfile ? new ProfileReference("clearml", null, null) : null,
                                null,
                                cluster ? emptyCluster() : null,
                                Map.of(),
                                null,
                                isolation,
                                environment ? new Reference("gpu-shared", null) : null,
                                null,
                                null));
                    }
                }
            }
        }
    }

    private static ClusterSpec emptyCluster() {
        return new ClusterSpec(
                null, null, null, null, null, null, List.of(), Map.of(), Map.of(), null, List.of(), null);
    }

    private static <E> List<@Nullable E> withNull(E[] values) {
        List<@Nullable E> all = new ArrayList<>();
        all.add(null);
        all.addAll(List.of(values));
        return all;
    }
}
