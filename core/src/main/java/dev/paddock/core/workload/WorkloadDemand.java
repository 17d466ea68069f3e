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
import java.util.stream.Collectors;

/**
 * The GPUs an application asks of one cluster (api.md 7.1, Q5 and Q6). Decides the family of each pod; grants nothing.
 *
 * @param ambiguous one sentence for each group of pods whose family cannot be told; then the demand is not to be used
 */
public record WorkloadDemand(GpuDemand demand, List<String> ambiguous) {

    private static final String NVIDIA_A30 = "NVIDIA-A30";

    public WorkloadDemand {
        ambiguous = List.copyOf(ambiguous);
    }

    /** @param families what the cluster offers, in any spelling */
    public static WorkloadDemand of(List<ObjectNode> objects, Collection<String> families) {
        Set<String> offered =
                families.stream().map(GpuFamily::normalise).collect(Collectors.toCollection(TreeSet::new));
        GpuDemand sum = GpuDemand.NONE;
        List<String> ambiguous = new ArrayList<>();
        for (PodGroup group : PodGroups.of(objects)) {
            Set<String> named = namedFamilies(group);
            boolean a30 = named.equals(Set.of(NVIDIA_A30)) || named.isEmpty() && offered.equals(Set.of(NVIDIA_A30));
            for (var ofVendor : PodDemand.of(group.template().path("spec"), a30).entrySet()) {
                Optional<String> family = family(named, offered, ofVendor.getKey());
                if (family.isEmpty()) {
                    ambiguous.add(unclear(group, named, offered, ofVendor.getKey()));
                } else {
                    GpuAmount amount = ofVendor.getValue().times(group.replicas());
                    sum = sum.plus(GpuDemand.of(family.get(), amount));
                }
            }
        }
        return new WorkloadDemand(sum, ambiguous);
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
