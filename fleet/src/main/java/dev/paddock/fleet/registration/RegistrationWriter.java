// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManagedClusterSpec.Taint;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.contract.ContractConditions;
import dev.paddock.fleet.contract.StandInWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what registration decided, and leaves out what it knows to be there. */
final class RegistrationWriter {
    static final String FIELD_MANAGER = "paddock-registration";

    private static final Set<String> OWN_TAINTS = Set.of(OcmNames.TAINT_UNAVAILABLE, OcmNames.TAINT_UNREACHABLE);

    private final KubernetesClient client;
    private final StandInWriter writer;
    private final KubernetesSerialization serialization;
    /** What each cluster was last given by this process; a restart gives it once more. */
    private final Map<String, String> given = new ConcurrentHashMap<>();

    RegistrationWriter(KubernetesClient client) {
        this.client = client;
        this.writer = new StandInWriter(client, FIELD_MANAGER);
        this.serialization = client.getKubernetesSerialization();
    }

    void grant(String cluster, Collection<Secret> secrets) {
        List<HasMetadata> objects = new ClusterAccess(cluster).objects(secrets);
        String content = serialization.asYaml(objects);
        if (!content.equals(given.get(cluster))) {
            objects.forEach(writer::apply);
            given.put(cluster, content);
        }
    }

    void withdraw(String cluster) {
        if (given.remove(cluster) != null) {
            new ClusterAccess(cluster)
                    .rights()
                    .forEach(right -> client.resource(right).delete());
        }
    }

    void forget(String cluster) {
        given.remove(cluster);
    }

    void report(ManagedCluster cluster, ClusterVerdict verdict) {
        List<Condition> known =
                cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
        if (!known.containsAll(verdict.conditions())) {
            applyConditions(cluster, verdict.conditions());
        }
        List<Taint> taints =
                cluster.getSpec() == null ? List.of() : cluster.getSpec().taints();
        List<Taint> own = taints.stream()
                .filter(taint -> OWN_TAINTS.contains(taint.key()))
                .toList();
        if (!own.equals(verdict.taints())) {
            ManagedCluster patch = new ManagedCluster();
            patch.setMetadata(identity(cluster));
            patch.setSpec(new ManagedClusterSpec(List.of(), null, null, verdict.taints()));
            writer.apply(patch);
        }
    }

    /** Tells, on a cluster that is being removed, what that waits for. */
    void reportRemoval(ManagedCluster cluster, String waitsFor, Instant now) {
        List<Condition> known =
                cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
        Condition deleting = new ContractConditions(known, cluster.getMetadata().getGeneration(), now)
                .set("Deleting", "False", "ResourceRemaining", waitsFor)
                .list()
                .getFirst();
        if (!known.contains(deleting)) {
            applyConditions(cluster, List.of(deleting));
        }
    }

    private void applyConditions(ManagedCluster cluster, List<Condition> conditions) {
        ManagedCluster patch = new ManagedCluster();
        patch.setMetadata(identity(cluster));
        patch.setStatus(new ManagedClusterStatus(conditions, Map.of(), Map.of(), null, List.of()));
        writer.applyStatus(patch);
    }

    /** The uid keeps a late write from making a cluster anew that has just been removed. */
    private static ObjectMeta identity(ManagedCluster cluster) {
        return new ObjectMetaBuilder()
                .withName(cluster.getMetadata().getName())
                .withUid(cluster.getMetadata().getUid())
                .build();
    }
}
