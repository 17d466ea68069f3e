// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.TemplateCheck;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** The rule table of every kind that admission looks at. Order is for the reader; every rule is always asked. */
public final class Policies {
    private final QuotaRules quota = new QuotaRules();
    private final DefinitionRules definitions;

    /**
     * @param check looks at templates
     * @param builtIn what comes with Paddock
     */
    public Policies(TemplateCheck check, Definitions builtIn) {
        this.definitions = new DefinitionRules(check, builtIn);
    }

    /** Without anything to judge by, for whoever only asks which kinds there are. */
    public static Policies unasked() {
        return new Policies(definition -> List.of(), Definitions.of(List.of()));
    }

    public List<Policy<?>> all() {
        return List.of(
                tenant(),
                project(),
                compute(),
                computeProfile(),
                clusterProfile(),
                computePool(),
                mlPlatform(),
                environment(),
                workloadProfile(),
                variableSet(),
                workloadDeployment(),
                definition(ComponentDefinition.class, Definition.Kind.COMPONENT),
                definition(TraitDefinition.class, Definition.Kind.TRAIT),
                definition(PolicyDefinition.class, Definition.Kind.POLICY),
                definition(WorkflowStepDefinition.class, Definition.Kind.WORKFLOW_STEP));
    }

    private <T extends CustomResource<?, DefinitionStatus>> Policy<T> definition(Class<T> type, Definition.Kind kind) {
        return new Policy<>(
                type,
                List.of(),
                List.of(ScopeRules::projectIsBeingDeleted, definitions.doesNotCompile(kind)),
                List.of(definitions.isUsed(kind)));
    }

    private static Policy<Tenant> tenant() {
        return new Policy<>(
                Tenant.class,
                List.of(),
                List.of(TenancyRules::tenantLimitNamedTwice, TenancyRules::notYetSupportedInTenant),
                List.of(DeleteRules::tenantHasProjects));
    }

    private static Policy<Project> project() {
        return new Policy<>(
                Project.class,
                List.of(),
                List.of(
                        TenancyRules::projectIsNotNamedAsItsNamespace,
                        TenancyRules::namespaceIsReserved,
                        TenancyRules::tenantDoesNotExist,
                        TenancyRules::tenantIsBeingDeleted,
                        TenancyRules::referenceOutOfReach,
                        TenancyRules::limitNamedTwice,
                        TenancyRules::notYetSupportedInProject),
                List.of(DeleteRules::projectIsProtected));
    }

    private static Policy<Compute> compute() {
        return new Policy<>(
                Compute.class,
                List.of(),
                List.of(ScopeRules::projectIsBeingDeleted, PoolRules::notYetSupportedInCompute),
                List.of());
    }

    private static Policy<ComputeProfile> computeProfile() {
        return new Policy<>(
                ComputeProfile.class,
                List.of(),
                List.of(
                        ScopeRules::projectIsBeingDeleted,
                        ProfileRules::limitNamedTwice,
                        ProfileRules::defaultNodesDoNotFit,
                        ProfileRules::notYetSupportedInComputeProfile),
                List.of(DeleteRules::computeProfileIsUsed));
    }

    private static Policy<ClusterProfile> clusterProfile() {
        return new Policy<>(
                ClusterProfile.class,
                List.of(),
                List.of(
                        ScopeRules::projectIsBeingDeleted,
                        ProfileRules::versionIsUnreadable,
                        ProfileRules::versionInUseChanged,
                        ProfileRules::notYetSupportedInClusterProfile),
                List.of(DeleteRules::clusterProfileIsUsed));
    }

    private Policy<ComputePool> computePool() {
        return new Policy<>(
                ComputePool.class,
                List.of(),
                List.of(
                        ScopeRules::namespaceHasNoProject,
                        ScopeRules::projectIsBeingDeleted,
                        PoolRules::referenceOutOfReach,
                        PoolRules::nodesDoNotFit,
                        PoolRules::deletionPolicyChangedTooLate,
                        PoolRules::notYetSupported,
                        VipRules::vipIsTaken,
                        quota::poolExceedsLimit),
                List.of(DeleteRules::poolIsUsed));
    }

    private Policy<MLPlatform> mlPlatform() {
        return new Policy<>(
                MLPlatform.class,
                List.of(),
                List.of(
                        ScopeRules::namespaceHasNoProject,
                        ScopeRules::projectIsBeingDeleted,
                        PlatformRules::referenceOutOfReach,
                        PlatformRules::notAcceptable,
                        PlatformRules::deletePolicyHasNoEffect,
                        PlatformRules::deletePolicyChangedTooLate,
                        PlatformRules::nodesDoNotFit,
                        PlatformRules::variableDoesNotFit,
                        PlatformRules::profileLabelIsMisspelt,
                        PlatformRules::notYetSupported,
                        VipRules::vipIsTaken,
                        quota::platformExceedsLimit),
                List.of());
    }

    private static Policy<Environment> environment() {
        return new Policy<>(
                Environment.class,
                List.of(),
                List.of(
                        ScopeRules::projectIsBeingDeleted,
                        DeliveryRules::hubNamespaceOutOfReach,
                        DeliveryRules::levelsConflict,
                        DeliveryRules::yourPlacementChanged,
                        DeliveryRules::rolloutDoesNotFit,
                        DeliveryRules::notYetSupportedInEnvironment),
                List.of(DeleteRules::environmentIsUsed));
    }

    private Policy<WorkloadProfile> workloadProfile() {
        return new Policy<>(
                WorkloadProfile.class,
                List.of(ProfileRules::labelIsMisspelt),
                List.of(
                        ScopeRules::projectIsBeingDeleted,
                        VariableRules::profileContradicts,
                        ProfileRules::workloadCannotBeRendered,
                        definitions::profileNamesUnknownType,
                        definitions::profileGivesUnknownProperties),
                List.of(DeleteRules::workloadProfileIsUsed));
    }

    private static Policy<VariableSet> variableSet() {
        return new Policy<>(
                VariableSet.class,
                List.of(),
                List.of(
                        VariableRules::setHasAnotherName,
                        VariableRules::namespaceHoldsNoSet,
                        ScopeRules::projectIsBeingDeleted,
                        VariableRules::setContradicts),
                List.of());
    }

    private Policy<WorkloadDeployment> workloadDeployment() {
        return new Policy<>(
                WorkloadDeployment.class,
                List.of(),
                List.of(
                        ScopeRules::namespaceHasNoProject,
                        ScopeRules::projectIsBeingDeleted,
                        DeliveryRules::referenceOutOfReach,
                        DeliveryRules::targetNamespaceIsForbidden,
                        DeliveryRules::variableDoesNotFit,
                        DeliveryRules::annotationIsInvalid,
                        DeliveryRules::workloadCannotBeRendered,
                        definitions::deploymentNamesUnknownType,
                        definitions::deploymentGivesUnknownProperties),
                List.of());
    }
}
