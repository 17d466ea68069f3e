// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.ocm.PlacementDecisionStatus;
import dev.paddock.api.ocm.PlacementDecisionStatus.ClusterDecision;
import dev.paddock.api.ocm.PlacementStatus;
import dev.paddock.core.placement.DecisionPage;
import dev.paddock.core.placement.PlacementAnswer;
import dev.paddock.core.placement.PlacementAnswer.Verdict;
import dev.paddock.fleet.contract.ContractConditions;
import dev.paddock.fleet.contract.StandInWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes an answer down: its pages, then the Placement's status. Writes nothing that is there already. */
final class AnswerWriter {
    static final String FIELD_MANAGER = "paddock-placement";

    private final KubernetesClient client;
    private final StandInWriter writer;

    AnswerWriter(KubernetesClient client) {
        this.client = client;
        this.writer = new StandInWriter(client, FIELD_MANAGER);
    }

    void write(Placement placement, PlacementAnswer answer, List<PlacementDecision> present, Instant now) {
        List<DecisionPage> pages = DecisionPage.of(placement.getMetadata().getName(), answer.groups());
        Map<String, PlacementDecision> byName = present.stream()
                .collect(Collectors.toMap(page -> page.getMetadata().getName(), Function.identity()));
        for (DecisionPage page : pages) {
            PlacementDecision known = byName.remove(page.name());
            PlacementDecision wanted = page(placement, page);
            if (known == null
                    || !Objects.equals(
                            known.getMetadata().getLabels(),
                            wanted.getMetadata().getLabels())) {
                writer.apply(metadataOnly(wanted));
            }
            if (known == null || !Objects.equals(known.getStatus(), wanted.getStatus())) {
                wanted.getMetadata().setOwnerReferences(List.of());
                wanted.getMetadata().setLabels(Map.of());
                writer.applyStatus(wanted);
            }
        }
        byName.values().forEach(page -> client.resource(page).delete());
        writeStatus(placement, answer, pages, now);
    }

    private void writeStatus(Placement placement, PlacementAnswer answer, List<DecisionPage> pages, Instant now) {
        PlacementStatus before = placement.getStatus();
        List<Condition> conditions = before == null ? List.of() : before.conditions();
        ContractConditions next =
                new ContractConditions(conditions, placement.getMetadata().getGeneration(), now);
        set(next, answer.misconfigured());
        set(next, answer.satisfied());
        PlacementStatus status =
                new PlacementStatus(answer.selected(), DecisionPage.statuses(pages), next.list(), null);
        if (!status.equals(before)) {
            Placement patch = new Placement();
            patch.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(placement.getMetadata().getNamespace())
                    .withName(placement.getMetadata().getName())
                    .build());
            patch.setStatus(status);
            writer.applyStatus(patch);
        }
    }

    private static void set(ContractConditions conditions, Verdict verdict) {
        conditions.set(verdict.type(), verdict.status() ? "True" : "False", verdict.reason(), verdict.message());
    }

    private static PlacementDecision page(Placement placement, DecisionPage page) {
        PlacementDecision decision = new PlacementDecision();
        decision.setMetadata(new ObjectMetaBuilder()
                .withNamespace(placement.getMetadata().getNamespace())
                .withName(page.name())
                .addToLabels(OcmNames.PLACEMENT_LABEL, placement.getMetadata().getName())
                .addToLabels(OcmNames.DECISION_GROUP_NAME_LABEL, page.group().name())
                .addToLabels(
                        OcmNames.DECISION_GROUP_INDEX_LABEL,
                        Integer.toString(page.group().index()))
                .addNewOwnerReference()
                .withApiVersion(placement.getApiVersion())
                .withKind(placement.getKind())
                .withName(placement.getMetadata().getName())
                .withUid(placement.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build());
        decision.setStatus(new PlacementDecisionStatus(page.clusters().stream()
                .map(cluster -> new ClusterDecision(cluster, "", null))
                .toList()));
        return decision;
    }

    private static PlacementDecision metadataOnly(PlacementDecision page) {
        PlacementDecision metadata = new PlacementDecision();
        metadata.setMetadata(new ObjectMetaBuilder(page.getMetadata()).build());
        return metadata;
    }
}
