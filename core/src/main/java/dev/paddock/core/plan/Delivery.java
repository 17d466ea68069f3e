// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the hub makes of one deployment, from the objects as they are or as they would be.
 *
 * @param revision of its profile; blank where there is none
 * @param stopped why nothing would be delivered, empty if something would
 * @param inputs stands for everything that was read, without its content
 * @param withdrawn clusters that have something and would have it no longer
 */
public record Delivery(
        String revision,
        String stopped,
        String inputs,
        List<ClusterClass> classes,
        List<String> withdrawn,
        List<Level> levels,
        List<String> warnings) {

    public Delivery {
        classes = List.copyOf(classes);
        withdrawn = List.copyOf(withdrawn);
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }

    /** Clusters that get the same objects. */
    public record ClusterClass(String id, String digest, List<String> clusters, List<ObjectNode> objects) {
        public ClusterClass {
            clusters = List.copyOf(clusters);
            objects = List.copyOf(objects);
        }
    }

    /**
     * One family at one level of the quota, once it is delivered.
     *
     * @param used what all hold there then
     * @param limit blank where there is none
     * @param exceeded whether the hub would refuse it
     */
    public record Level(String level, String family, String before, String used, String limit, boolean exceeded) {}

    Map<String, ClusterClass> byCluster() {
        Map<String, ClusterClass> byCluster = new TreeMap<>();
        classes.forEach(each -> each.clusters().forEach(cluster -> byCluster.put(cluster, each)));
        return byCluster;
    }

    /** Why nothing would be delivered. */
    Optional<String> reason() {
        return stopped.isEmpty() ? Optional.empty() : Optional.of(stopped);
    }
}
