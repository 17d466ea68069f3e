// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hub's objects in memory, by cluster; a deleted work stays until its agent lets it go, as on a real hub. */
final class FakeHub implements HubObjects {

    final Map<String, ManifestWork> works = new TreeMap<>();
    final Map<String, Workload> workloads = new TreeMap<>();
    final Map<String, Secret> secrets = new TreeMap<>();
    final List<String> deleted = new ArrayList<>();
    final Set<String> retired = new TreeSet<>();
    final List<WorkloadDeploymentStatus> recorded = new ArrayList<>();

    @Override
    public void atOnce(Collection<Runnable> acts) {
        acts.forEach(Runnable::run);
    }

    @Override
    public void apply(ManifestWork desired, Optional<ManifestWork> current) {
        works.put(desired.getMetadata().getNamespace(), desired);
    }

    @Override
    public void apply(Workload desired, Optional<Workload> current) {
        workloads.put(desired.getMetadata().getNamespace(), desired);
    }

    @Override
    public void apply(Secret desired, Workload owner) {
        secrets.put(desired.getMetadata().getNamespace(), desired);
    }

    @Override
    public void delete(Secret there) {
        secrets.remove(there.getMetadata().getNamespace());
    }

    @Override
    public void delete(ManifestWork there) {
        there.getMetadata().setDeletionTimestamp("1970-01-01T00:00:00Z");
        deleted.add("ManifestWork " + there.getMetadata().getNamespace());
    }

    @Override
    public void delete(Workload there) {
        workloads.remove(there.getMetadata().getNamespace());
        deleted.add("Workload " + there.getMetadata().getNamespace());
    }

    @Override
    public void abandon(ManifestWork there) {
        agentRemoves(there.getMetadata().getNamespace());
    }

    void agentRemoves(String cluster) {
        works.remove(cluster);
    }

    @Override
    public List<ManifestWork> works(WorkloadDeployment deployment) {
        return List.copyOf(works.values());
    }

    @Override
    public List<Workload> workloads(WorkloadDeployment deployment) {
        return List.copyOf(workloads.values());
    }

    @Override
    public void retire(WorkloadDeployment deployment, Collection<ArtifactRef> artifacts, Instant now) {
        artifacts.forEach(artifact -> retired.add(String.valueOf(artifact.digest())));
    }

    @Override
    public void record(WorkloadDeployment deployment, WorkloadDeploymentStatus status) {
        recorded.add(status);
    }
}
