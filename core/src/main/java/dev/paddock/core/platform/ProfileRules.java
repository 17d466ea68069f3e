// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.quota.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the references of a platform resolve to, and every contradiction between what they say and what the platform asks
 * for. A missing object is no error of the spec: it is waited for.
 */
public final class ProfileRules {
    private final ClusterSpecMerge merge = new ClusterSpecMerge();

    /** A reason the profiles do not resolve yet. */
    public record Unresolved(Reason reason, String message) {}

    /**
     * @param cluster the whole specification of the cluster to make; absent where none is made or a fault was found
     * @param version the platform's version, from the spec or else the profile's label
     */
    public record Resolved(
            Optional<ClusterSpec> cluster, String version, List<Unresolved> faults, List<String> warnings) {
        public Resolved {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }
    }

    public Resolved resolve(Gathered given, Scenario scenario) {
        MLPlatformSpec spec = given.platform().getSpec();
        List<Unresolved> faults = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String version = workloadProfile(given, spec, faults, warnings);
        computeProfile(given, spec, faults);
        Optional<ClusterSpec> cluster = Optional.empty();
        if (PlatformSteps.makesCluster(scenario)) {
            cluster = clusterProfile(given, spec, faults);
        }
        return new Resolved(faults.isEmpty() ? cluster : Optional.empty(), version, faults, warnings);
    }

    private static String workloadProfile(
            Gathered given, MLPlatformSpec spec, List<Unresolved> faults, List<String> warnings) {
        if (given.workloadProfile().isEmpty()) {
            var reference = Objects.requireNonNull(spec.workloadProfileRef(), "row 2 of the requirement table");
            faults.add(new Unresolved(
                    Reason.WORKLOAD_PROFILE_NOT_FOUND,
                    "WorkloadProfile %s/%s does not exist; waiting for it"
                            .formatted(reference.namespaceOr(Namespaces.SYSTEM), reference.name())));
            return spec.version() == null ? "" : spec.version();
        }
        var profile = given.workloadProfile().get();
        Map<String, String> labels = labels(profile.getMetadata().getLabels());
        String who = "WorkloadProfile " + profile.getMetadata().getNamespace() + "/"
                + profile.getMetadata().getName();
        platformMismatch(who, labels, spec.platform()).ifPresent(faults::add);
        String misspelt = labels.get(Labels.PLATFORM_VERSION_MISSPELT);
        if (misspelt != null) {
            warnings.add(who + " has the misspelt label " + Labels.PLATFORM_VERSION_MISSPELT + "; write "
                    + Labels.PLATFORM_VERSION);
        }
        String labelled = labels.getOrDefault(Labels.PLATFORM_VERSION, misspelt);
        if (spec.version() != null && labelled != null && !spec.version().equals(labelled)) {
            faults.add(new Unresolved(
                    Reason.PLATFORM_MISMATCH,
                    "%s is labelled version %s, but spec.version is %s".formatted(who, labelled, spec.version())));
        }
        return spec.version() != null ? spec.version() : labelled == null ? "" : labelled;
    }

    private static void computeProfile(Gathered given, MLPlatformSpec spec, List<Unresolved> faults) {
        if (given.tenancy().choose(spec.computeProfileRef()) instanceof Tenancy.Choice.Missing missing) {
            faults.add(new Unresolved(
                    Reason.CONFIG_NOT_FOUND,
                    "ComputeProfile %s/%s does not exist; waiting for it"
                            .formatted(missing.namespace(), missing.name())));
        }
    }

    private Optional<ClusterSpec> clusterProfile(Gathered given, MLPlatformSpec spec, List<Unresolved> faults) {
        if (given.clusterProfile().isEmpty()) {
            Reference reference = Objects.requireNonNull(spec.clusterProfileRef(), "rows 5 and 8");
            faults.add(new Unresolved(
                    Reason.CLUSTER_PROFILE_NOT_FOUND,
                    "ClusterProfile %s/%s does not exist; waiting for it"
                            .formatted(reference.namespaceOr(Namespaces.SYSTEM), reference.name())));
            return Optional.empty();
        }
        ClusterProfile profile = given.clusterProfile().get();
        String who = "ClusterProfile " + profile.getMetadata().getNamespace() + "/"
                + profile.getMetadata().getName();
        platformMismatch(who, labels(profile.getMetadata().getLabels()), spec.platform())
                .ifPresent(faults::add);
        ClusterSpec asked = Objects.requireNonNull(spec.cluster(), "rows 4 and 7");
        ClusterSpec merged = merge.merge(asked, profileDefaults(given, spec), given.clusterConfig());
        ClusterSpec whole = completed(merged, given.name(), profile);
        if (!profile.getSpec().cloud().equals(whole.cloudName())) {
            faults.add(new Unresolved(
                    Reason.TYPE_MISMATCH,
                    "%s is for cloud %s, but spec.cluster.cloud is %s"
                            .formatted(who, profile.getSpec().cloud(), whole.cloudName())));
        }
        List<String> versions = profile.getSpec().kubernetesVersions();
        if (!versions.isEmpty() && !versions.contains(whole.kubernetesVersion())) {
            faults.add(new Unresolved(
                    Reason.TYPE_MISMATCH,
                    "%s offers Kubernetes %s, but spec.cluster.kubernetesVersion is %s"
                            .formatted(who, String.join(", ", versions), whole.kubernetesVersion())));
        }
        if (whole.controlPlanePool() == null) {
            faults.add(new Unresolved(
                    Reason.CLUSTER_SPEC_INCOMPLETE,
                    "spec.cluster.controlPlanePool: Required value: neither the MLPlatform nor the defaults of its"
                            + " ComputeProfile say how many control-plane nodes there are"));
        }
        return Optional.of(whole);
    }

    /** Fills in what is neither written nor a default of a profile but follows from what is known. */
    private static ClusterSpec completed(ClusterSpec cluster, String owner, ClusterProfile profile) {
        return new ClusterSpec(
                cluster.name() == null ? owner : cluster.name(),
                cluster.providerRef() == null
                        ? new NameReference(providerOf(profile.getSpec().cloud()))
                        : cluster.providerRef(),
                cluster.cloudName() == null ? profile.getSpec().cloud() : cluster.cloudName(),
                null,
                cluster.kubernetesVersion() == null ? newest(profile) : cluster.kubernetesVersion(),
                cluster.controlPlanePool(),
                cluster.workerPools(),
                cluster.controlPlaneResourceGroups(),
                cluster.workerResourceGroups(),
                cluster.edge(),
                cluster.sshKeys(),
                cluster.scalingPolicyRef());
    }

    /** Without Settings, which come later, a cloud is served by the built-in provider of its name. */
    private static String providerOf(String cloud) {
        return cloud;
    }

    private static @Nullable String newest(ClusterProfile profile) {
        return profile.getSpec().kubernetesVersions().stream()
                .max(new KubernetesVersionOrder())
                .orElse(null);
    }

    private static Optional<PaletteClusterConfig> profileDefaults(Gathered given, MLPlatformSpec spec) {
        return given.tenancy().choose(spec.computeProfileRef()) instanceof Tenancy.Choice.Chosen(ComputeProfile profile)
                ? Optional.ofNullable(profile.getSpec().defaults())
                : Optional.empty();
    }

    private static Optional<Unresolved> platformMismatch(String who, Map<String, String> labels, String platform) {
        String labelled = labels.get(Labels.PLATFORM);
        return labelled == null || labelled.equals(platform)
                ? Optional.empty()
                : Optional.of(new Unresolved(
                        Reason.PLATFORM_MISMATCH,
                        "%s is labelled platform %s, but spec.platform is %s".formatted(who, labelled, platform)));
    }

    private static Map<String, String> labels(@Nullable Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }
}
