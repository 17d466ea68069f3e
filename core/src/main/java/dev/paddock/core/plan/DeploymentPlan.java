// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a change would do to one deployment.
 *
 * @param deployment its namespace and name
 * @param revisionNow of its profile; blank where nothing is delivered now
 * @param stopped why nothing would be delivered, empty if something would
 * @param clusters those on which something changes
 * @param unchanged clusters on which nothing does
 * @param inputs stands for all that was read of the objects as they are
 * @param result stands for all that would be delivered
 */
public record DeploymentPlan(
        String deployment,
        String revisionNow,
        String revision,
        String stopped,
        List<OnCluster> clusters,
        List<String> unchanged,
        List<Delivery.Level> levels,
        List<String> notes,
        String inputs,
        String result) {

    public DeploymentPlan {
        clusters = List.copyOf(clusters);
        unchanged = List.copyOf(unchanged);
        levels = List.copyOf(levels);
        notes = List.copyOf(notes);
    }

    /**
     * One cluster.
     *
     * @param clusterClass blank where it gets nothing any more
     * @param objects none where all goes of which nobody can say any more what it is
     */
    public record OnCluster(String cluster, String clusterClass, List<ObjectChange> objects) {
        public OnCluster {
            objects = List.copyOf(objects);
        }
    }

    /**
     * @param delivered what each cluster has been told to run, by the artifact's digest
     * @param now what the hub makes of the objects as they are; empty if there is no such deployment
     */
    public static DeploymentPlan of(
            String deployment, Map<String, String> delivered, Optional<Delivery> now, Delivery then) {
        Map<String, Delivery.ClusterClass> before =
                new TreeMap<>(now.map(Delivery::byCluster).orElse(Map.of()));
        // What was never told to run anything has nothing, whatever is about to be rendered for it.
        before.keySet().retainAll(delivered.keySet());
        // One on its way out is no cluster of the deployment any more; what it runs may be known from another one.
        delivered.forEach((cluster, digest) -> now.stream()
                .flatMap(known -> known.classes().stream())
                .filter(known -> known.digest().equals(digest))
                .findFirst()
                .ifPresent(known -> before.putIfAbsent(cluster, known)));
        Map<String, Delivery.ClusterClass> after = then.byCluster();
        List<OnCluster> clusters = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(then.reason().isPresent() ? List.of() : after.keySet());
        names.addAll(then.withdrawn());
        for (String cluster : names) {
            Optional<Delivery.ClusterClass> target = Optional.ofNullable(after.get(cluster));
            List<ObjectChange> changes =
                    ContentDiff.between(objects(Optional.ofNullable(before.get(cluster))), objects(target));
            if (changes.isEmpty() && !then.withdrawn().contains(cluster)) {
                unchanged.add(cluster);
            } else {
                clusters.add(new OnCluster(
                        cluster, target.map(Delivery.ClusterClass::id).orElse(""), changes));
            }
        }
        return new DeploymentPlan(
                deployment,
                now.map(Delivery::revision).orElse(""),
                then.revision(),
                then.stopped(),
                clusters,
                unchanged,
                then.levels(),
                notes(delivered, before, then),
                now.map(Delivery::inputs).orElse(""),
                digest(then));
    }

    public boolean exceedsQuota() {
        return levels.stream().anyMatch(Delivery.Level::exceeded);
    }

    private static List<ObjectNode> objects(Optional<Delivery.ClusterClass> clusterClass) {
        return clusterClass.map(Delivery.ClusterClass::objects).orElse(List.of());
    }

    private static List<String> notes(
            Map<String, String> delivered, Map<String, Delivery.ClusterClass> before, Delivery then) {
        List<String> notes = new ArrayList<>(then.warnings());
        delivered.forEach((cluster, digest) -> {
            Delivery.ClusterClass known = before.get(cluster);
            if (known == null || !known.digest().equals(digest)) {
                notes.add("cluster " + cluster
                        + " runs an artifact that the hub would not make of the objects as they are (a rollout is"
                        + " under way, or they cannot be rendered); what is told of it is told against what it would"
                        + " make");
            }
        });
        return notes;
    }

    /** Of the objects and where they go: an artifact's own digest holds the time at which a revision was made. */
    private static String digest(Delivery then) {
        StringBuilder text = new StringBuilder(then.stopped()).append(then.withdrawn());
        then.classes().forEach(each -> text.append(each.clusters()).append(each.objects()));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).value();
    }
}
