// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec.PostBuild;
import dev.paddock.api.flux.KustomizationSpec.SubstituteReference;
import dev.paddock.api.flux.KustomizationSpec.ValuesKind;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.EnvironmentSpec.Lifecycle;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadSpec;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import dev.paddock.api.ocm.ManifestWorkSpec.DeleteOption;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.policy.ObjectPolicies;
import dev.paddock.core.substitution.FolderNeeds;
import dev.paddock.core.substitution.LocalOutputs;
import dev.paddock.core.substitution.SubstitutionNames;
import dev.paddock.fleet.flux.FluxDelivery;
import dev.paddock.fleet.work.WorkBuilder;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPlan.PlannedClass;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects that the hub's namespaces of the clusters of one class get for one deployment: a ManifestWork and a Workload each. Pure;
 * what is the same for all clusters is made once.
 */
final class Deliveries {

    private final DeploymentInputs inputs;
    private final DeliveryPlan plan;
    private final PlannedClass planned;
    private final WorkloadTemplate template;
    private final Map<String, String> labels;
    private final KubernetesSerialization serialization;
    private final Set<String> groups;
    private final Map<String, PostBuild> substitutions;
    private final Map<Granted, ManifestWorkSpec> specs = new ConcurrentHashMap<>();

    /** All that may differ between the works of one class. */
    private record Granted(boolean dedicated, Set<String> groups) {}

    Deliveries(
            DeploymentInputs inputs, DeliveryPlan plan, PlannedClass planned, KubernetesSerialization serialization) {
        this.inputs = inputs;
        this.plan = plan;
        this.planned = planned;
        this.template = planned.rendered().rendering().resolved();
        this.serialization = serialization;
        this.labels = labels(inputs);
        this.groups =
                Set.copyOf(SpokeRights.groupsOf(planned.rendered().rendering().objects()));
        this.substitutions = substitutions(inputs.name(), template);
    }

    static Map<String, String> labels(DeploymentInputs inputs) {
        return Map.of(
                Labels.DEPLOYMENT, inputs.name(),
                Labels.PROJECT_NAME, inputs.projectName(),
                Labels.MANAGED_BY, "paddock");
    }

    ManifestWork work(TargetCluster target) {
        Set<String> granted = new TreeSet<>(groups);
        granted(target.name()).ifPresent(role -> granted.addAll(SpokeRights.groupsOf(role)));
        ManifestWork work = new ManifestWork();
        work.setMetadata(new ObjectMetaBuilder()
                .withNamespace(target.name())
                .withName(inputs.deliveryName())
                .withLabels(labels)
                .build());
        work.setSpec(specs.computeIfAbsent(new Granted(target.dedicated(), granted), this::spec));
        return work;
    }

    private ManifestWorkSpec spec(Granted granted) {
        Lifecycle lifecycle = lifecycle(inputs);
        SpokeRights rights = new SpokeRights(inputs.projectName(), inputs.name(), plan.targetNamespace(), labels);
        WorkBuilder work = new WorkBuilder(serialization);
        if (lifecycle.createsNamespace()) {
            Namespace namespace = namespace(plan.targetNamespace());
            if (lifecycle.orphansNamespace()
                    || lifecycle.orphansWorkload()
                    || ObjectPolicies.ofTemplate("spec.workload", template).leavesObjectsBehind()) {
                // What stays needs the namespace it is in.
                work.withOrphaned(namespace);
            } else {
                work.with(namespace);
            }
        }
        work.with(rights.serviceAccount());
        rights.grants(granted.dedicated(), granted.groups(), DeliveryPlanner.clusterScopedKinds(inputs))
                .forEach(work::with);
        FluxDelivery flux = new FluxDelivery(
                plan.targetNamespace(),
                inputs.name(),
                labels,
                rights.account(),
                lifecycle.orphansWorkload(),
                plan.settings());
        work.withFluxFeedback(flux.source(planned.pull(), new Digest(planned.digest())));
        for (Kustomization folder : flux.folders(planned.folders(), substitutions)) {
            work.withFluxFeedback(folder);
        }
        return withDeleteOption(work.build("", inputs.deliveryName(), labels), lifecycle)
                .getSpec();
    }

    Workload workload(TargetCluster target, RolloutMembers rollout) {
        Workload workload = new Workload();
        WorkloadTemplate.Metadata given = template.metadata();
        Map<String, String> annotations = new TreeMap<>(given == null ? Map.of() : given.annotations());
        // What the hub remembers here nobody else says.
        annotations.keySet().removeAll(List.of(Annotations.CHARTS, Annotations.TOLD_AT));
        if (rollout.stepwise()) {
            annotations.put(
                    Annotations.TOLD_AT, rollout.toldAt(planned, target.name()).toString());
        }
        if (target.installsReleases()) {
            annotations.put(Annotations.CHARTS, TargetCluster.RELEASES);
        }
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(inputs.deliveryName())
                .withNamespace(target.name())
                .withLabels(given == null ? Map.of() : given.labels())
                .addToLabels(labels)
                .withAnnotations(annotations)
                .build();
        workload.setMetadata(metadata);
        workload.setSpec(new WorkloadSpec(
                template,
                target.name(),
                planned.rendered().id(),
                new WorkloadSpec.Artifact(planned.pull().url(), planned.digest()),
                planned.rendered().rendering().health()));
        return workload;
    }

    /** What takes the deployment's secret variables to the agent of a cluster; nothing where the template reads none. */
    Optional<Secret> variables(TargetCluster target) {
        Map<String, String> data = new TreeMap<>();
        DeploymentVariables.of(inputs)
                .secrets()
                .forEach((name, key) -> inputs.variables()
                        .value(key)
                        .ifPresent(value -> data.put(
                                SubstitutionNames.variable(name),
                                Base64.getEncoder().encodeToString(value))));
        return data.isEmpty() ? Optional.empty() : Optional.of(variables(target, data));
    }

    /** What took them there before, when the Workload was made of something that read some. */
    Optional<Secret> formerVariables(TargetCluster target) {
        return Optional.ofNullable(inputs.workloads().get(target.name()))
                .map(workload -> workload.getSpec().workload())
                .filter(template -> FolderNeeds.of(template).values().stream()
                        .anyMatch(needs -> !needs.secretVariables().isEmpty()))
                .map(template -> variables(target, Map.of()));
    }

    private Secret variables(TargetCluster target, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(SubstitutionNames.transport(inputs.deliveryName()))
                .withNamespace(target.name())
                .withLabels(labels)
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
    }

    private static Map<String, PostBuild> substitutions(String deployment, WorkloadTemplate template) {
        Map<String, PostBuild> folders = new TreeMap<>();
        LocalOutputs outputs = LocalOutputs.of("", template);
        FolderNeeds.of(template).forEach((folder, needs) -> {
            boolean secret = !needs.secretVariables().isEmpty()
                    || needs.outputs().stream()
                            .flatMap(path -> SpokePath.parse(path).flatMap(outputs::find).stream())
                            .anyMatch(LocalOutputs.Output::secret);
            List<SubstituteReference> from = new ArrayList<>();
            String values = SubstitutionNames.values(deployment);
            from.add(new SubstituteReference(ValuesKind.CONFIG_MAP, values, null));
            if (secret) {
                from.add(new SubstituteReference(ValuesKind.SECRET, values, null));
            }
            from.add(new SubstituteReference(
                    ValuesKind.CONFIG_MAP, SubstitutionNames.gate(deployment, folder, needs), null));
            folders.put(folder, new PostBuild(null, Map.of(SubstitutionNames.QUOTE, "\""), from));
        });
        return folders;
    }

    /** What the environment says now about what stays; it may have changed since the work was written. */
    static ManifestWork withDeleteOption(ManifestWork work, Lifecycle lifecycle) {
        if (lifecycle.orphansNamespace() && lifecycle.orphansWorkload()) {
            ManifestWorkSpec spec = work.getSpec();
            DeleteOption orphan = new DeleteOption(PropagationPolicy.ORPHAN, null, null);
            work.setSpec(new ManifestWorkSpec(spec.workload(), orphan, spec.manifestConfigs(), spec.executor()));
        }
        return work;
    }

    static Lifecycle lifecycle(DeploymentInputs inputs) {
        return inputs.environment()
                .map(environment -> environment.getSpec().topology().properties())
                .map(properties -> properties.lifecycle())
                .orElse(new Lifecycle(null, null));
    }

    private Namespace namespace(String name) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put(Labels.DEPLOYMENT, inputs.name());
        own.put(Labels.PROJECT_NAME, inputs.projectName());
        // Where pods really run the restricted level holds unless their profile says otherwise.
        inputs.profile()
                .revision()
                .map(profile -> profile.labels().get(Labels.POD_SECURITY))
                .ifPresent(level -> own.put(Labels.POD_SECURITY, level));
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(own)
                .endMetadata()
                .build();
    }

    private Optional<Role> granted(String cluster) {
        return Optional.ofNullable(inputs.works().get(cluster)).stream()
                .flatMap(work -> Suspension.manifests(work).stream())
                .filter(manifest -> "Role".equals(manifest.getKind()))
                .map(manifest -> serialization.convertValue(manifest, Role.class))
                .findFirst();
    }
}
