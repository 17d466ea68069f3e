// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.paddock.agent.events.Warning;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadSpec;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadStatus.ComponentStatus;
import dev.paddock.api.mural.WorkloadStatus.TraitStatus;
import dev.paddock.api.mural.WorkloadStatus.WorkloadKind;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.health.ClusterHealth;
import dev.paddock.core.health.ComponentHealth;
import dev.paddock.core.health.ObjectHealth;
import dev.paddock.core.health.Rollup;
import dev.paddock.core.status.Conditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The next status of a workload from everything known about it. Pure; the time of the report is put in by who sends it. */
final class Assessment {

    private static final Set<ConditionType> TYPES =
            EnumSet.of(ConditionType.APPLIED, ConditionType.OUTPUTS_READY, ConditionType.HEALTHY);
    private static final Set<String> RUNS_TO_AN_END =
            Set.of("Job", "CronJob", "TFJob", "PyTorchJob", "MPIJob", "TrainJob");
    private static final Set<String> RUNS_ON =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "Pod", "InferenceService");
    private static final int LONGEST_MESSAGE = 1024;
    private static final int MOST_WARNINGS = 3;

    private Assessment() {}

    static WorkloadStatus of(Workload workload, Delivery delivery, List<Part> parts, Outputs outputs, Instant now) {
        WorkloadSpec spec = workload.getSpec();
        WorkloadSpec.Artifact artifact = spec.artifact();
        String digest = artifact == null ? "" : artifact.digest();
        WorkloadStatus before = workload.getStatus();
        Delivery.Progress progress = delivery.progress(digest);
        WorkloadTemplate template = spec.workload();
        List<ComponentStatus> components = components(template, parts, progress.complete());
        Outputs.Result read = outputs.read(template);
        long generation = Objects.requireNonNullElse(workload.getMetadata().getGeneration(), 0L);

        Conditions conditions =
                Conditions.evaluate(TYPES, before == null ? List.of() : before.conditions(), generation, now);
        applied(conditions, progress);
        outputsReady(conditions, read);
        healthy(conditions, String.valueOf(spec.clusterName()), components);
        String known = before == null ? null : before.appliedDigest();
        return new WorkloadStatus(
                progress.complete() ? digest : known,
                kind(parts),
                components,
                orAbsent(read.values()),
                null,
                generation,
                conditions.list());
    }

    /** An object that was full and becomes empty is null to server-side apply, which the schema refuses. */
    private static WorkloadStatus.@Nullable Outputs orAbsent(WorkloadStatus.Outputs outputs) {
        return outputs.def().isEmpty() && outputs.obj().isEmpty() ? null : outputs;
    }

    private static void applied(Conditions conditions, Delivery.Progress progress) {
        switch (progress.status()) {
            case "True" -> conditions.setTrue(ConditionType.APPLIED, progress.reason(), progress.message());
            case "False" -> conditions.setFalse(ConditionType.APPLIED, progress.reason(), progress.message());
            default -> conditions.setUnknown(ConditionType.APPLIED, progress.reason(), progress.message());
        }
    }

    private static void outputsReady(Conditions conditions, Outputs.Result read) {
        if (read.reason() == Reason.COMPLETE) {
            conditions.setTrue(ConditionType.OUTPUTS_READY, Reason.COMPLETE, "");
        } else {
            conditions.setFalse(ConditionType.OUTPUTS_READY, read.reason(), read.message());
        }
    }

    private static void healthy(Conditions conditions, String cluster, List<ComponentStatus> components) {
        ClusterHealth health = Rollup.cluster(
                cluster,
                components.stream()
                        .map(component -> new ComponentHealth(
                                component.name(),
                                Objects.requireNonNullElse(component.health(), Health.UNKNOWN),
                                Objects.requireNonNullElse(component.message(), "")))
                        .toList());
        String message = health.culprits().isEmpty() ? "" : health.culprits() + ": " + health.message();
        switch (health.health()) {
            case HEALTHY -> conditions.setTrue(ConditionType.HEALTHY, Reason.ALL_HEALTHY, "");
            case SUSPENDED -> conditions.setFalse(ConditionType.HEALTHY, Reason.PAUSED, message);
            case PROGRESSING -> conditions.setFalse(ConditionType.HEALTHY, Reason.PROGRESSING, message);
            case UNKNOWN -> conditions.setFalse(ConditionType.HEALTHY, Reason.UNKNOWN, message);
            case MISSING -> conditions.setFalse(ConditionType.HEALTHY, Reason.MISSING, message);
            case DEGRADED -> conditions.setFalse(ConditionType.HEALTHY, Reason.DEGRADED, message);
        }
    }

    /** Declared components first; objects that no label assigns are shown under the name of their kind. */
    private static List<ComponentStatus> components(
            @Nullable WorkloadTemplate template, List<Part> parts, boolean applied) {
        Map<String, List<Part>> byComponent = new LinkedHashMap<>();
        if (template != null) {
            template.components().forEach(component -> byComponent.put(component.name(), new ArrayList<>()));
        }
        for (Part part : parts) {
            String name = part.component().isEmpty() ? part.ref().kind().toLowerCase(Locale.ROOT) : part.component();
            byComponent.computeIfAbsent(name, added -> new ArrayList<>()).add(part);
        }
        return byComponent.entrySet().stream()
                .map(entry -> component(entry.getKey(), entry.getValue(), applied))
                .toList();
    }

    private static ComponentStatus component(String name, List<Part> parts, boolean applied) {
        if (parts.isEmpty() && !applied) {
            return new ComponentStatus(name, Health.PROGRESSING, "not applied yet", List.of());
        }
        ComponentHealth health = Rollup.component(name, healthOf(parts));
        Map<String, List<Part>> traits = parts.stream()
                .filter(part -> !part.trait().isEmpty())
                .collect(groupingBy(Part::trait, TreeMap::new, toList()));
        List<TraitStatus> traitStatuses = traits.entrySet().stream()
                .map(trait -> trait(trait.getKey(), trait.getValue()))
                .toList();
        return new ComponentStatus(name, health.health(), shortened(message(health, parts)), traitStatuses);
    }

    /** What holds it up, and what the cluster complained of about it; of one that is well, what its definition says. */
    private static String message(ComponentHealth health, List<Part> parts) {
        if (health.health() == Health.HEALTHY) {
            return parts.stream()
                    .flatMap(part -> part.said().stream())
                    .findFirst()
                    .orElse("");
        }
        String warnings = parts.stream()
                .flatMap(part -> part.warnings().stream())
                .sorted(Comparator.comparing(Warning::at).reversed())
                .map(Warning::sentence)
                .distinct()
                .limit(MOST_WARNINGS)
                .collect(joining("; "));
        return warnings.isEmpty() ? health.message() : health.message() + "; warning: " + warnings;
    }

    private static TraitStatus trait(String type, List<Part> parts) {
        ComponentHealth health = Rollup.component(type, healthOf(parts));
        return new TraitStatus(type, null, health.health(), shortened(health.message()));
    }

    private static List<ObjectHealth> healthOf(List<Part> parts) {
        return parts.stream()
                .map(part -> new ObjectHealth(part.ref().kind(), part.ref().name(), part.verdict()))
                .toList();
    }

    private static WorkloadKind kind(List<Part> parts) {
        boolean ends = parts.stream()
                .anyMatch(part -> RUNS_TO_AN_END.contains(part.ref().kind()));
        boolean runsOn =
                parts.stream().anyMatch(part -> RUNS_ON.contains(part.ref().kind()));
        return ends && !runsOn ? WorkloadKind.TASK : WorkloadKind.APPLICATION;
    }

    private static @Nullable String shortened(String message) {
        if (message.isEmpty()) {
            return null;
        }
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
