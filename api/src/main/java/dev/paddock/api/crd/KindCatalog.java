// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** Every kind that gets a CRD, by the folder under {@code deploy/crds} that holds it. */
enum KindCatalog {
    PALETTE(
            "palette",
            true,
            List.of(
                    Tenant.class,
                    Project.class,
                    Compute.class,
                    ComputeProfile.class,
                    ClusterProfile.class,
                    ComputePool.class,
                    MLPlatform.class)),
    MURAL(
            "mural",
            true,
            List.of(
                    Environment.class,
                    WorkloadProfile.class,
                    WorkloadDeployment.class,
                    Workload.class,
                    VariableSet.class)),
    OAM(
            "oam",
            true,
            List.of(
                    ComponentDefinition.class,
                    TraitDefinition.class,
                    PolicyDefinition.class,
                    WorkflowStepDefinition.class,
                    DefinitionRevision.class)),
    /** Contracts of Open Cluster Management and Flux, served where the real engines are not installed. */
    CONTRACTS(
            "contracts",
            false,
            List.of(
                    ManagedCluster.class,
                    ManagedClusterSet.class,
                    ManagedClusterSetBinding.class,
                    Placement.class,
                    PlacementDecision.class,
                    AddOnPlacementScore.class,
                    ManifestWork.class,
                    AppliedManifestWork.class,
                    OCIRepository.class,
                    Kustomization.class)),
    /** The Gateway API, served on clusters whose nodes run containers. */
    GATEWAY("gateway", false, List.of(GatewayClass.class, Gateway.class, HTTPRoute.class));

    private final String folder;
    private final boolean own;
    private final List<Class<? extends CustomResource<?, ?>>> kinds;

    KindCatalog(String folder, boolean own, List<Class<? extends CustomResource<?, ?>>> kinds) {
        this.folder = folder;
        this.own = own;
        this.kinds = kinds;
    }

    String folder() {
        return folder;
    }

    /** Whether the kinds are Paddock's own, as opposed to contracts of other projects. */
    boolean own() {
        return own;
    }

    List<Class<? extends CustomResource<?, ?>>> kinds() {
        return kinds;
    }
}
