// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.Project;
import dev.paddock.core.definition.ChosenDefinitions;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.hub.variable.VariableSources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything one decision about a WorkloadDeployment reads.
 *
 * @param profile the revision of its profile that it is to run
 * @param clusters every cluster that the environment selected or that has something of this deployment, by name
 * @param works the deployment's ManifestWorks, by cluster
 * @param workloads the deployment's Workloads on the hub, by cluster
 * @param others what it reads of other deployments
 * @param variables what declares and holds variables besides the deployment and its profile
 * @param definitions what the types of its workload mean
 * @param occupied clusters where a work of this delivery's name belongs to another deployment, with that deployment
 */
record DeploymentInputs(
        WorkloadDeployment deployment,
        Optional<Project> project,
        ProfileChoice profile,
        Optional<Environment> environment,
        SortedMap<String, TargetCluster> clusters,
        SortedMap<String, ManifestWork> works,
        SortedMap<String, Workload> workloads,
        SortedMap<String, String> occupied,
        HubOutputs others,
        VariableSources variables,
        ChosenDefinitions definitions,
        Installation installation,
        Instant now) {

    DeploymentInputs {
        clusters = new TreeMap<>(clusters);
        works = new TreeMap<>(works);
        workloads = new TreeMap<>(workloads);
        occupied = new TreeMap<>(occupied);
    }

    DeploymentInputs with(VariableSources found) {
        return new DeploymentInputs(
                deployment,
                project,
                profile,
                environment,
                clusters,
                works,
                workloads,
                occupied,
                others,
                found,
                definitions,
                installation,
                now);
    }

    String projectName() {
        return deployment.getMetadata().getNamespace();
    }

    String name() {
        return deployment.getMetadata().getName();
    }

    /** The name of everything that is made once per cluster. */
    String deliveryName() {
        return projectName() + "-" + name();
    }

    Map<String, String> annotations() {
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    boolean forced() {
        return "true".equals(annotations().get(Annotations.FORCE_DELETE));
    }

    WorkloadDeploymentStatus before() {
        WorkloadDeploymentStatus status = deployment.getStatus();
        return status == null
                ? new WorkloadDeploymentStatus(
                        null, null, null, List.of(), List.of(), Map.of(), Map.of(), null, List.of())
                : status;
    }
}
