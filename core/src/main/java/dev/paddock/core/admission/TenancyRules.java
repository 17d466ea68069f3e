// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectSpec;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantSpec;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of a Tenant or a Project that take more than the object to see. */
final class TenancyRules {
    private static final List<String> RESERVED_PREFIXES = List.of("kube-", "open-cluster-management");
    private static final List<String> RESERVED = List.of(Namespaces.SYSTEM, "flux-system");

    private TenancyRules() {}

    static Stream<Finding> projectIsNotNamedAsItsNamespace(Input<Project> input) {
        return input.name().equals(input.namespace())
                ? Finding.none()
                : Finding.invalid(FieldError.invalid(
                        "metadata.name", input.name(), "must equal its namespace \"%s\"".formatted(input.namespace())));
    }

    static Stream<Finding> namespaceIsReserved(Input<Project> input) {
        String namespace = input.namespace();
        boolean reserved = RESERVED.contains(namespace)
                || namespace.startsWith(Namespaces.TENANT_PREFIX)
                || RESERVED_PREFIXES.stream().anyMatch(namespace::startsWith);
        return reserved
                ? Finding.invalid(FieldError.forbidden(
                        "metadata.namespace",
                        "namespace \"%s\" is reserved and can be no Project".formatted(namespace)))
                : Finding.none();
    }

    static Stream<Finding> tenantDoesNotExist(Input<Project> input) {
        String tenant = input.object().getSpec().tenantRef().name();
        return input.objects().find(Tenant.class, "", tenant).isPresent()
                ? Finding.none()
                : Finding.invalid(FieldError.notFound(
                        "spec.tenantRef.name",
                        tenant,
                        input.objects().list(Tenant.class).stream()
                                .map(known -> known.getMetadata().getName())
                                .toList()));
    }

    static Stream<Finding> tenantIsBeingDeleted(Input<Project> input) {
        String tenant = input.object().getSpec().tenantRef().name();
        boolean going = input.operation() == Operation.CREATE
                && input.objects()
                        .find(Tenant.class, "", tenant)
                        .filter(found -> found.getMetadata().getDeletionTimestamp() != null)
                        .isPresent();
        return going
                ? Finding.invalid(
                        FieldError.forbidden("spec.tenantRef.name", "tenant \"%s\" is being deleted".formatted(tenant)))
                : Finding.none();
    }

    static Stream<Finding> referenceOutOfReach(Input<Project> input) {
        ProjectSpec spec = input.object().getSpec();
        // The Project being written decides the Tenant, not the one in the cache.
        Scope scope = new Scope(
                input.namespace(),
                Optional.of(input.object()),
                Optional.of(spec.tenantRef().name()));
        return Stream.concat(
                reach(scope, "spec.computeConfigRef", spec.computeConfigRef()),
                reach(scope, "spec.computeProfileRef", spec.computeProfileRef()));
    }

    private static Stream<Finding> reach(Scope scope, String path, @Nullable Reference reference) {
        return ScopeRules.namespaceOutOfReach(
                scope, path + ".namespace", reference == null ? null : reference.namespace());
    }

    static Stream<Finding> limitNamedTwice(Input<Project> input) {
        return GpuLimitRules.familyNamedTwice(input.object().getSpec().gpuLimits());
    }

    static Stream<Finding> tenantLimitNamedTwice(Input<Tenant> input) {
        return GpuLimitRules.familyNamedTwice(input.object().getSpec().gpuLimits());
    }

    static Stream<Finding> notYetSupportedInProject(Input<Project> input) {
        ProjectSpec spec = input.object().getSpec();
        return Stream.of(
                        LaterRules.later(
                                spec.computeConfigRef(), "spec.computeConfigRef", "ComputeConfig", LaterRules.TENANCY),
                        LaterRules.later(spec.settingsRef(), "spec.settingsRef", "Settings", LaterRules.TENANCY),
                        LaterRules.later(spec.roleMapping(), "spec.roleMapping", "roles", LaterRules.TENANCY),
                        LaterRules.later(
                                spec.modelMappings(), "spec.modelMappings", "ModelDeployment", LaterRules.TENANCY),
                        LaterRules.later(
                                spec.modelGovernance(), "spec.modelGovernance", "ModelDeployment", LaterRules.TENANCY))
                .flatMap(findings -> findings);
    }

    static Stream<Finding> notYetSupportedInTenant(Input<Tenant> input) {
        TenantSpec spec = input.object().getSpec();
        return Stream.of(
                        LaterRules.later(
                                spec.tenantRoleMapping(), "spec.tenantRoleMapping", "roles", LaterRules.TENANCY),
                        LaterRules.later(spec.settingsRef(), "spec.settingsRef", "Settings", LaterRules.TENANCY),
                        LaterRules.later(
                                spec.modelMappings(), "spec.modelMappings", "ModelDeployment", LaterRules.TENANCY),
                        LaterRules.later(
                                spec.modelGovernance(), "spec.modelGovernance", "ModelDeployment", LaterRules.TENANCY))
                .flatMap(findings -> findings);
    }
}
