// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ClusterProfileSpec;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileSpec;
import dev.paddock.core.fault.FieldError;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of the three kinds of profile that take more than the object to see. */
final class ProfileRules {
    private static final Pattern VERSION = Pattern.compile("^v?[0-9]+(\\.[0-9]+\\.[0-9]+)?$");

    // ComputeProfile

    static Stream<Finding> limitNamedTwice(Input<ComputeProfile> input) {
        return GpuLimitRules.familyNamedTwice(input.object().getSpec().gpuLimits());
    }

    static Stream<Finding> defaultNodesDoNotFit(Input<ComputeProfile> input) {
        PaletteClusterConfig config = input.object().getSpec().defaults();
        PaletteClusterConfig.Defaults defaults = config == null ? null : config.defaults();
        if (defaults == null) {
            return Finding.none();
        }
        String path = "spec.defaults.defaults";
        return Stream.of(
                        NodeRules.check(path, defaults.controlPlane(), defaults.workers()),
                        olderName(
                                path + ".controlPlaneDefaults",
                                defaults.controlPlaneDefaults() != null,
                                defaults.controlPlanePool() != null
                                        && !Objects.equals(
                                                defaults.controlPlanePool(), defaults.controlPlaneDefaults()),
                                "controlPlanePool"),
                        olderName(
                                path + ".workerNodePoolDefaults",
                                !defaults.workerNodePoolDefaults().isEmpty(),
                                !defaults.workerPools().isEmpty()
                                        && !defaults.workerPools().equals(defaults.workerNodePoolDefaults()),
                                "workerPools"))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> olderName(String path, boolean used, boolean conflicts, String name) {
        if (!used) {
            return Finding.none();
        }
        return conflicts
                ? Finding.invalid(new FieldError(path, FieldError.Type.INVALID, null, "conflicts with " + name))
                : Finding.warning(path + ": older name of " + name);
    }

    static Stream<Finding> notYetSupportedInComputeProfile(Input<ComputeProfile> input) {
        ComputeProfileSpec spec = input.object().getSpec();
        return Stream.concat(
                LaterRules.later(spec.settingsRef(), "spec.settingsRef", "Settings", LaterRules.TENANCY),
                LaterRules.later(
                        spec.computeConfigRef(), "spec.computeConfigRef", "ComputeConfig", LaterRules.TENANCY));
    }

    // ClusterProfile

    static Stream<Finding> versionIsUnreadable(Input<ClusterProfile> input) {
        String version = input.object().getSpec().version();
        return VERSION.matcher(version).matches()
                ? Finding.none()
                : Finding.invalid(
                        FieldError.invalid("spec.version", version, "must be like v3 (basic) or v1.4.0 (semantic)"));
    }

    /** What a running cluster was made from stays what it was; a change is a new version. */
    static Stream<Finding> versionInUseChanged(Input<ClusterProfile> input) {
        ClusterProfileSpec now = input.object().getSpec();
        ClusterProfileSpec before = input.old().map(ClusterProfile::getSpec).orElse(now);
        if (!now.version().equals(before.version())) {
            return Finding.none();
        }
        Optional<ComputePool> user = input.objects().list(ComputePool.class).stream()
                .filter(pool -> Users.of(input.object(), pool))
                .findFirst();
        if (user.isEmpty()) {
            return Finding.none();
        }
        String text = "version %s is in use by ComputePool %s; set a new spec.version"
                .formatted(now.version(), Users.nameOf(user.get()));
        return Stream.concat(
                now.layers().equals(before.layers())
                        ? Finding.none()
                        : Finding.invalid(FieldError.forbidden("spec.layers", text)),
                Objects.equals(now.template(), before.template())
                        ? Finding.none()
                        : Finding.invalid(FieldError.forbidden("spec.template", text)));
    }

    static Stream<Finding> notYetSupportedInClusterProfile(Input<ClusterProfile> input) {
        ClusterProfileSpec.Template template = input.object().getSpec().template();
        if (template == null) {
            return Finding.none();
        }
        return Stream.of(
                        provider(template.palette(), "palette"),
                        provider(template.clusterAPI(), "clusterAPI"),
                        provider(template.kamaji(), "kamaji"),
                        provider(template.terraform(), "terraform"))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> provider(@Nullable Object template, String name) {
        return LaterRules.later(
                template, "spec.template." + name, "the provider behind this template", LaterRules.TENANCY);
    }

    // WorkloadProfile

    static Stream<Finding> workloadCannotBeRendered(Input<WorkloadProfile> input) {
        return TemplateRules.cannotBeRendered(
                "spec.workload", input.object().getSpec().workload());
    }

    static Stream<Finding> labelIsMisspelt(Input<WorkloadProfile> input) {
        return hasMisspeltLabel(input.object())
                ? Finding.warning("metadata.labels[%s]: misspelt; write %s"
                        .formatted(Labels.PLATFORM_VERSION_MISSPELT, Labels.PLATFORM_VERSION))
                : Finding.none();
    }

    static boolean hasMisspeltLabel(HasMetadata profile) {
        return profile.getMetadata().getLabels() != null
                && profile.getMetadata().getLabels().containsKey(Labels.PLATFORM_VERSION_MISSPELT);
    }
}
