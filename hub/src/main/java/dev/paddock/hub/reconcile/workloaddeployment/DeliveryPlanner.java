// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactOrigin;
import dev.paddock.core.artifact.ArtifactPacker;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.Packing;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.platform.TargetNamespace;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.render.ArtifactContent;
import dev.paddock.core.render.ClassRenderer;
import dev.paddock.core.render.OutputScope;
import dev.paddock.core.render.RenderRequest;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.core.render.ScopeRules;
import dev.paddock.core.render.WorkloadRenderer;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.substitution.Substitution;
import dev.paddock.core.workload.SystemOutputs;
import dev.paddock.core.workload.VariableResolution;
import dev.paddock.core.workload.WorkloadDemand;
import dev.paddock.fleet.flux.FluxSettings;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.hub.definition.ChartBudget;
import dev.paddock.hub.definition.RenderBudget;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPlan.PlannedClass;
import dev.paddock.hub.rendering.KeptRenderings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From inputs to a {@link DeliveryPlan}: renders once for each class of clusters, checks what may go where, packs. Asks no ledger,
 * sends nothing, and gives equal plans for equal inputs, so a restart of the hub has nothing to do.
 */
final class DeliveryPlanner {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryPlanner.class);

    private final TemplateEngine engine;
    private final ReleaseRenderer charts;
    private final Clock clock;
    private final ArtifactContent content = new ArtifactContent();
    private final ArtifactPacker packer = new ArtifactPacker();
    private final Consumer<WorkloadDeployment> rendered;
    private final KeptRenderings kept;

    /**
     * @param charts renders what comes as a chart
     * @param clock times a rendering; nothing of what is rendered depends on it
     * @param rendered told of each rendering, whatever comes of it
     * @param kept asked before anything is rendered
     */
    DeliveryPlanner(
            TemplateEngine engine,
            ReleaseRenderer charts,
            Clock clock,
            Consumer<WorkloadDeployment> rendered,
            KeptRenderings kept) {
        this.engine = engine;
        this.charts = charts;
        this.clock = clock;
        this.rendered = rendered;
        this.kept = kept;
    }

    /** Nothing of the deployment's plan is left to do. */
    void forget(DeploymentInputs inputs) {
        kept.drop(uid(inputs));
    }

    /** @param targets at least one */
    Stage<DeliveryPlan> plan(DeploymentInputs inputs, List<TargetCluster> targets) {
        Source source;
        switch (inputs.profile()) {
            case ProfileChoice.Inline inline -> source = inline(inputs);
            case ProfileChoice.Chosen chosen -> source = Source.of(chosen.found());
            case ProfileChoice.Waiting waiting -> {
                return stopped(waiting.reason(), waiting.message());
            }
        }
        VariableResolution variables = DeploymentVariables.of(inputs).resolve();
        if (!variables.errors().isEmpty()) {
            return stopped(Reason.VARIABLE_UNRESOLVED, FieldError.join(variables.errors()));
        }
        Optional<Stage<DeliveryPlan>> waiting = waiting(inputs.others());
        if (waiting.isPresent()) {
            return waiting.get();
        }
        FluxSettings settings;
        try {
            settings = FluxSettings.of(inputs.annotations(), source.annotations());
        } catch (IllegalArgumentException e) {
            return stopped(Reason.RENDER_FAILED, String.valueOf(e.getMessage()));
        }
        if (!inputs.definitions().missing().isEmpty()) {
            return stopped(
                    Reason.DEFINITION_MISSING,
                    source.name() + ": " + FieldError.join(inputs.definitions().missing()));
        }
        RenderRequest request = request(inputs, source, variables);
        List<RenderedClass> classes;
        try {
            classes = render(inputs, request, source, targets).stream()
                    .map(one -> new RenderedClass(
                            one.id(),
                            one.clusters(),
                            Substitution.in(one.rendering(), inputs.name(), request.templatePath())))
                    .toList();
        } catch (EngineUnavailableException e) {
            return stopped(Reason.RENDERER_UNAVAILABLE, "to be tried again: " + e.getMessage());
        }
        return refusal(source, classes, targets, request)
                .orElseGet(() -> pack(inputs, source, request, classes, targets, settings));
    }

    /** Once for each set of inputs, whichever hub carries the plan out. */
    private List<RenderedClass> render(
            DeploymentInputs inputs, RenderRequest request, Source source, List<TargetCluster> targets) {
        String from = InputsDigest.ofRendering(inputs, targets);
        return kept.find(uid(inputs), from).orElseGet(() -> {
            rendered.accept(inputs.deployment());
            TemplateEngine bounded = new RenderBudget(engine, clock, RenderBudget.STANDARD);
            ReleaseRenderer inTime = new ChartBudget(charts, clock, ChartBudget.STANDARD);
            List<RenderedClass> classes = new ClassRenderer(new WorkloadRenderer(bounded, inTime))
                    .render(request, inputs.definitions().definitions(), outputs(inputs, source, targets));
            LOG.info(
                    "rendered deployment={}/{} generation={} revision={} classes={}",
                    inputs.projectName(),
                    inputs.name(),
                    inputs.deployment().getMetadata().getGeneration(),
                    source.revision(),
                    classes.size());
            kept.keep(uid(inputs), from, classes);
            return classes;
        });
    }

    private static String uid(DeploymentInputs inputs) {
        return inputs.deployment().getMetadata().getUid();
    }

    static String targetNamespace(DeploymentInputs inputs) {
        return TargetNamespace.of(inputs.deployment().getSpec().targetNamespace(), inputs.projectName(), inputs.name());
    }

    private static Optional<Stage<DeliveryPlan>> waiting(HubOutputs others) {
        if (!others.cycle().isEmpty()) {
            String way = others.cycle().stream().map(DeploymentName::toString).collect(Collectors.joining(" -> "));
            return Optional.of(stopped(Reason.OUTPUT_CYCLE, "outputs are read in a circle: " + way));
        }
        List<String> missing = others.waiting();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(stopped(Reason.OUTPUT_PENDING, String.join("; ", missing)));
    }

    private static Optional<Stage<DeliveryPlan>> refusal(
            Source source, List<RenderedClass> classes, List<TargetCluster> targets, RenderRequest request) {
        for (RenderedClass rendered : classes) {
            if (!rendered.rendering().errors().isEmpty()) {
                String errors = FieldError.join(rendered.rendering().errors());
                return Optional.of(stopped(Reason.RENDER_FAILED, source.name() + ": " + errors));
            }
            if (targets.stream()
                    .anyMatch(
                            target -> !target.dedicated() && rendered.clusters().contains(target.name()))) {
                List<FieldError> forbidden = new ArrayList<>(ScopeRules.check(
                        rendered.rendering().objects(), request.targetNamespace(), request.clusterScopedKinds()));
                forbidden.addAll(OutputScope.check(request));
                if (!forbidden.isEmpty()) {
                    return Optional.of(
                            stopped(Reason.SCOPE_FORBIDDEN, source.name() + ": " + FieldError.join(forbidden)));
                }
            }
        }
        return Optional.empty();
    }

    private Stage<DeliveryPlan> pack(
            DeploymentInputs inputs,
            Source source,
            RenderRequest request,
            List<RenderedClass> classes,
            List<TargetCluster> targets,
            FluxSettings settings) {
        Repositories repositories;
        try {
            repositories = Repositories.of(inputs);
        } catch (IllegalArgumentException e) {
            return new Stage.Stopped<>(
                    ConditionType.PUBLISHED,
                    Reason.NOT_CONFIGURED,
                    "ConfigMap mural-system/paddock-config: " + e.getMessage());
        }
        Demand demand = demand(classes, targets);
        if (!demand.ambiguous().isEmpty()) {
            return new Stage.Stopped<>(
                    ConditionType.ACCEPTED, Reason.GPU_FAMILY_AMBIGUOUS, String.join("; ", demand.ambiguous()));
        }
        List<PlannedClass> planned = new ArrayList<>();
        List<String> warnings = new ArrayList<>(demand.notes());
        for (RenderedClass rendered : classes) {
            ArtifactFiles files = new ArtifactFiles(content.of(request, rendered));
            switch (packer.pack(files, source.origin(inputs))) {
                case Packing.TooLarge large -> {
                    return new Stage.Stopped<>(ConditionType.PUBLISHED, Reason.ARTIFACT_TOO_LARGE, large.message());
                }
                case Packing.Packed packed ->
                    planned.add(planned(inputs, rendered, targets, packed.artifact(), repositories));
            }
            warnings.addAll(rendered.rendering().warnings());
        }
        DeliveryPlan plan = new DeliveryPlan(
                request.targetNamespace(), source.revision(), planned, demand.byCluster(), settings, warnings);
        return new Stage.Passed<>(plan, summary(plan));
    }

    private static PlannedClass planned(
            DeploymentInputs inputs,
            RenderedClass rendered,
            List<TargetCluster> targets,
            PackedArtifact artifact,
            Repositories repositories) {
        String generation = String.valueOf(inputs.deployment().getMetadata().getGeneration());
        return new PlannedClass(
                rendered,
                targets.stream()
                        .filter(target -> rendered.clusters().contains(target.name()))
                        .toList(),
                artifact,
                artifact.digest().value(),
                repositories.push(),
                repositories.pull(),
                ArtifactTags.of(generation, rendered.id()),
                List.copyOf(ArtifactContent.folders(rendered.rendering())));
    }

    /** What is asked of each cluster, and what there is to say about it, the cluster in front. */
    private record Demand(Map<String, GpuDemand> byCluster, List<String> ambiguous, List<String> notes) {}

    /** Pods on a dedicated cluster are not counted: its nodes are. */
    private static Demand demand(List<RenderedClass> classes, List<TargetCluster> targets) {
        Demand demand = new Demand(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (RenderedClass rendered : classes) {
            for (TargetCluster target : targets) {
                if (!target.dedicated() && rendered.clusters().contains(target.name())) {
                    WorkloadDemand asked =
                            WorkloadDemand.of(rendered.rendering().nodes(), target.gpus());
                    String cluster = "cluster " + target.name() + ": ";
                    asked.ambiguous().forEach(sentence -> demand.ambiguous().add(cluster + sentence));
                    asked.notes().forEach(sentence -> demand.notes().add(cluster + sentence));
                    if (!asked.demand().isNone()) {
                        demand.byCluster().put(target.name(), asked.demand());
                    }
                }
            }
        }
        return demand;
    }

    private static RenderRequest request(DeploymentInputs inputs, Source source, VariableResolution variables) {
        return new RenderRequest(
                inputs.projectName(),
                inputs.name(),
                targetNamespace(inputs),
                "spec.workload",
                source.template(),
                source.revision(),
                variables.values(),
                inputs.others(),
                clusterScopedKinds(inputs));
    }

    static Set<String> clusterScopedKinds(DeploymentInputs inputs) {
        return inputs.project()
                .map(project -> project.getSpec().admissionConfiguration())
                .map(configuration -> Set.copyOf(configuration.clusterScopedKinds()))
                .orElse(Set.of());
    }

    private static SortedMap<String, SystemOutputs> outputs(
            DeploymentInputs inputs, Source source, List<TargetCluster> targets) {
        SystemOutputs shared = new DeploymentOutputs(inputs, targets).shared(source.revision(), source.labels());
        SortedMap<String, SystemOutputs> byCluster = new TreeMap<>();
        targets.forEach(target -> byCluster.put(target.name(), DeploymentOutputs.on(target, shared)));
        return byCluster;
    }

    private static Source inline(DeploymentInputs inputs) {
        return new Source(
                "WorkloadDeployment " + inputs.projectName() + "/" + inputs.name(),
                inputs.name(),
                "inline",
                Objects.requireNonNull(inputs.deployment().getSpec().workload(), "without a profile it is inline"),
                Instant.parse(inputs.deployment().getMetadata().getCreationTimestamp()),
                Map.of());
    }

    private static String summary(DeliveryPlan plan) {
        int objects = plan.classes().stream()
                .mapToInt(planned -> planned.rendered().rendering().objects().size())
                .sum();
        String text = objects + " objects for " + plan.classes().size() + " cluster class"
                + (plan.classes().size() == 1 ? "" : "es");
        return plan.warnings().isEmpty() ? text : text + "; " + String.join("; ", plan.warnings());
    }

    private static Stage<DeliveryPlan> stopped(Reason reason, String message) {
        return new Stage.Stopped<>(ConditionType.RENDERED, reason, message);
    }

    /** The template and where it comes from. */
    private record Source(
            String name,
            String shortName,
            String revision,
            WorkloadTemplate template,
            Instant created,
            Map<String, String> labels) {

        static Source of(ProfileRevision profile) {
            return new Source(
                    "WorkloadProfile " + profile.namespace() + "/" + profile.name(),
                    profile.name(),
                    profile.version(),
                    profile.template(),
                    profile.created(),
                    profile.labels());
        }

        /** What {@code spec.workload.metadata} says. */
        Map<String, String> annotations() {
            WorkloadTemplate.Metadata metadata = template.metadata();
            return metadata == null ? Map.of() : metadata.annotations();
        }

        ArtifactOrigin origin(DeploymentInputs inputs) {
            return ArtifactOrigin.of(
                    created, inputs.projectName(), "WorkloadDeployment", inputs.name(), shortName, revision);
        }
    }

    /** Where the deployment's artifacts go and come from. */
    private record Repositories(ArtifactRepository push, ArtifactRepository pull) {

        static Repositories of(DeploymentInputs inputs) {
            String tenant = inputs.project()
                    .map(project -> project.getSpec().tenantRef().name())
                    .orElseThrow();
            String push = inputs.installation()
                    .registry()
                    .orElseThrow(
                            () -> new IllegalArgumentException("data.registry: Required value: name an OCI registry"));
            String pull = inputs.installation().registryPull().orElse(push);
            return new Repositories(
                    ArtifactRepository.parse(push).of(tenant, inputs.projectName(), inputs.name()),
                    ArtifactRepository.parse(pull).of(tenant, inputs.projectName(), inputs.name()));
        }
    }
}
