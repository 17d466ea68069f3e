// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import dev.paddock.core.plan.Delivery;
import dev.paddock.core.plan.DeploymentPlan;
import dev.paddock.core.plan.ObjectChange;
import dev.paddock.core.plan.ObjectChange.Action;
import dev.paddock.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A plan in words. */
final class PlanText {
    private final List<String> lines = new ArrayList<>();

    private PlanText() {}

    static List<String> of(Plan plan) {
        PlanText text = new PlanText();
        text.lines.add("on the hub:");
        plan.documents().forEach(document -> text.change("  ", document.change()));
        plan.deployments().forEach(text::deployment);
        text.lines.add(sums(plan));
        return text.lines;
    }

    private void change(String indent, ObjectChange change) {
        String sign = switch (change.action()) {
            case create -> "+";
            case change -> "~";
            case delete -> "-";
            case unchanged -> "=";
        };
        lines.add(indent + sign + " " + change.action() + " " + change.object());
        change.fields().forEach(field -> lines.add(indent + "    " + field));
    }

    private void deployment(DeploymentPlan plan) {
        lines.add("WorkloadDeployment " + plan.deployment() + revision(plan) + ":");
        if (!plan.stopped().isEmpty()) {
            lines.add("  nothing new is delivered: " + plan.stopped());
        }
        for (DeploymentPlan.OnCluster cluster : plan.clusters()) {
            lines.add("  on cluster " + cluster.cluster()
                    + (cluster.clusterClass().isEmpty()
                            ? ", which is withdrawn:"
                            : " (class " + cluster.clusterClass() + "):"));
            cluster.objects().forEach(object -> change("    ", object));
            if (cluster.objects().isEmpty()) {
                lines.add("    - delete all that was delivered there");
            }
        }
        if (!plan.unchanged().isEmpty()) {
            lines.add("  unchanged on " + String.join(", ", plan.unchanged()));
        }
        for (Delivery.Level level : plan.levels()) {
            lines.add("  GPUs of %s at %s: %s%s%s%s"
                    .formatted(
                            level.family(),
                            level.level(),
                            level.before().equals(level.used()) ? "" : level.before() + " -> ",
                            level.used(),
                            level.limit().isEmpty() ? ", no limit" : " of " + level.limit(),
                            level.exceeded() ? ": more than the limit, the hub would refuse it" : ""));
        }
        plan.notes().forEach(note -> lines.add("  note: " + note));
    }

    private static String revision(DeploymentPlan plan) {
        if (plan.revision().isEmpty() || plan.revision().equals(plan.revisionNow())) {
            return plan.revision().isEmpty() ? "" : " (revision " + plan.revision() + ")";
        }
        return plan.revisionNow().isEmpty()
                ? " (revision " + plan.revision() + ")"
                : " (revision " + plan.revisionNow() + " -> " + plan.revision() + ")";
    }

    private static String sums(Plan plan) {
        List<ObjectChange> onClusters = plan.deployments().stream()
                .flatMap(each -> each.clusters().stream())
                .flatMap(cluster -> cluster.objects().stream())
                .toList();
        return "hub: %d to create, %d to change; clusters: %d to create, %d to change, %d to delete"
                .formatted(
                        count(plan.documents().stream().map(Plan.Document::change), Action.create),
                        count(plan.documents().stream().map(Plan.Document::change), Action.change),
                        count(onClusters.stream(), Action.create),
                        count(onClusters.stream(), Action.change),
                        count(onClusters.stream(), Action.delete));
    }

    private static long count(Stream<ObjectChange> changes, Action action) {
        return changes.filter(change -> change.action() == action).count();
    }
}
