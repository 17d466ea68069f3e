// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuFamily;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The GPUs an application asks of one cluster (api.md 7.1, Q5 and Q6). Decides the family of each pod; grants nothing. A
 * DaemonSet asks for a pod on each node of the family: its selectors may match fewer, which is known on the spoke only, and a
 * limit must not be passed by not knowing.
 *
 * @param ambiguous one sentence for each group of pods whose family cannot be told; then the demand is not to be used
 * @param notes one sentence for each group of pods that is counted by what it could take at most, because more is not known
 */
public record WorkloadDemand(GpuDemand demand, List<String> ambiguous, List<String> notes) {

    private static final String NVIDIA_A30 = "NVIDIA-A30";

    public WorkloadDemand {
        ambiguous = List.copyOf(ambiguous);
        notes = List.copyOf(notes);
    }

    /** @param gpus what the cluster has */
    public static WorkloadDemand of(List<ObjectNode> objects, ClusterGpus gpus) {
        Set<String> offered = gpus.offered();
        GpuDemand sum = GpuDemand.NONE;
        List<String> ambiguous = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PodGroup group : PodGroups.of(objects)) {
            Set<String> named = namedFamilies(group);
            boolean a30 = named.equals(Set.of(NVIDIA_A30)) || named.isEmpty() && offered.equals(Set.of(NVIDIA_A30));
            for (var ofVendor : PodDemand.of(group.template().path("spec"), a30).entrySet()) {
                Optional<String> family = family(named, offered, ofVendor.getKey());
                if (family.isEmpty()) {
                    ambiguous.add(unclear(group, named, offered, ofVendor.getKey()));
                } else {
                    GpuAmount amount = ofVendor.getValue().times(group.replicas());
                    sum = sum.plus(GpuDemand.of(
                            family.get(),
                            group.everyNode() ? onEveryNode(group, amount, family.get(), gpus, notes) : amount));
                }
            }
        }
        return new WorkloadDemand(sum, ambiguous, notes);
    }

    /** Where nobody says how many nodes have the family, all that the cluster has of it: more the pods cannot hold. */
    private static GpuAmount onEveryNode(
            PodGroup group, GpuAmount perNode, String family, ClusterGpus gpus, List<String> notes) {
        ClusterGpus.Family known = gpus.of(family);
        if (known.nodes().isPresent()) {
            return perNode.times(Math.max(1, known.nodes().get()));
        }
        GpuAmount all = GpuAmount.ofGpus(known.devices());
        if (all.compareTo(perNode) <= 0) {
            return perNode;
        }
        notes.add("%s is counted with all %d %s GPUs of the cluster, which does not claim how many nodes have them"
                .formatted(group.owner(), known.devices(), family));
        return all;
    }

    private static Optional<String> family(Set<String> named, Set<String> offered, String vendor) {
        Collection<String> candidates = named.isEmpty()
                ? offered.stream().filter(name -> name.startsWith(vendor + "-")).toList()
                : named;
        return candidates.size() == 1 ? Optional.of(candidates.iterator().next()) : Optional.empty();
    }

    private static String unclear(PodGroup group, Set<String> named, Set<String> offered, String vendor) {
        if (!named.isEmpty()) {
            return group.owner() + " allows several GPU families: " + String.join(", ", named) + "; name one";
        }
        String there = offered.isEmpty()
                ? "the target clusters offer none"
                : "the target clusters offer " + String.join(", ", offered);
        return group.owner() + " asks for " + vendor + " GPUs without a family and " + there + "; set annotation "
                + Annotations.GPU_FAMILY + " or a nodeSelector on " + Labels.GPU_PRODUCT;
    }

    private static Set<String> namedFamilies(PodGroup group) {
        JsonNode spec = group.template().path("spec");
        Set<String> named = new TreeSet<>();
        JsonNode selected = spec.path("nodeSelector").path(Labels.GPU_PRODUCT);
        if (selected.isTextual()) {
            named.add(GpuFamily.normalise(selected.asText()));
            return named;
        }
        spec.path("affinity")
                .path("nodeAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution")
                .path("nodeSelectorTerms")
                .forEach(term -> term.path("matchExpressions").forEach(expression -> {
                    if (Labels.GPU_PRODUCT.equals(expression.path("key").asText())
                            && "In".equals(expression.path("operator").asText())) {
                        expression.path("values").forEach(value -> named.add(GpuFamily.normalise(value.asText())));
                    }
                }));
        if (!named.isEmpty()) {
            return named;
        }
        for (JsonNode metadata : List.of(group.template().path("metadata"), group.ownerMetadata())) {
            JsonNode annotation = metadata.path("annotations").path(Annotations.GPU_FAMILY);
            if (annotation.isTextual()) {
                named.add(GpuFamily.normalise(annotation.asText()));
                return named;
            }
        }
        return named;
    }
}
