// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The hub's objects as a delivery writes them. Every method may be repeated. */
interface HubObjects {

    /** Does acts on different clusters, several at a time. One that fails keeps none of the others from being done, and is thrown at the end. */
    void atOnce(Collection<Runnable> acts);

    void apply(ManifestWork desired, Optional<ManifestWork> current);

    void apply(Workload desired, Optional<Workload> current);

    /** @param owner with which it goes */
    void apply(Secret desired, Workload owner);

    void delete(Secret there);

    void delete(ManifestWork there);

    void delete(Workload there);

    /** Lets a deleted work go although its agent has not answered. */
    void abandon(ManifestWork there);

    /** The works there are, asked of the API server: a cache may not have what was made a moment ago. */
    List<ManifestWork> works(WorkloadDeployment deployment);

    List<Workload> workloads(WorkloadDeployment deployment);

    /** Writes down that the deployment has left these behind; they go when nobody has wanted them for long enough. */
    void retire(WorkloadDeployment deployment, Collection<ArtifactRef> artifacts, Instant now);

    void record(WorkloadDeployment deployment, WorkloadDeploymentStatus status);
}
