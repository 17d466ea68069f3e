// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.PaletteClusterConfig;
import java.util.List;
import java.util.Optional;

/**
 * Lays the cluster a deployment asks for over the defaults of its profile and those of the cluster configuration: scalars
 * field by field, string maps by key, lists as a whole (api.md 0.3). The result uses the first-listed field names.
 *
 * <p>It works on trees, so that a field added to the API needs no line here; it does not validate.
 */
public final class ClusterSpecMerge {
    /** Two names of one field: writing either hides both names below it. */
    private static final List<List<String>> ALIASES = List.of(
            List.of("cloud", "cloudType"),
            List.of("nodes", "nodeCount"),
            List.of("memoryMiB", "memory"),
            List.of("memoryMiB", "gpuMemory"),
            List.of("count", "gpuCount"));

    private final ObjectMapper mapper =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** The cluster over the profile's defaults over the configuration's. */
    public ClusterSpec merge(
            ClusterSpec cluster, Optional<PaletteClusterConfig> profile, Optional<PaletteClusterConfig> config) {
        ObjectNode merged = mapper.createObjectNode();
        config.map(this::asCluster).ifPresent(layer -> lay(layer, merged));
        profile.map(this::asCluster).ifPresent(layer -> lay(layer, merged));
        lay(tree(cluster), merged);
        return mapper.convertValue(merged, ClusterSpec.class);
    }

    private ObjectNode asCluster(PaletteClusterConfig config) {
        ObjectNode cluster = mapper.createObjectNode();
        PaletteClusterConfig.Defaults defaults = config.defaults();
        if (defaults != null) {
            if (defaults.controlPlane() != null) {
                cluster.set("controlPlanePool", tree(defaults.controlPlane()));
            }
            if (!defaults.workers().isEmpty()) {
                cluster.set("workerPools", mapper.valueToTree(defaults.workers()));
            }
            if (!defaults.sshKeys().isEmpty()) {
                cluster.set("sshKeys", mapper.valueToTree(defaults.sshKeys()));
            }
        }
        if (config.edge() != null) {
            cluster.set("edge", tree(config.edge()));
        }
        return cluster;
    }

    private ObjectNode tree(Object value) {
        return mapper.valueToTree(value);
    }

    private static void lay(ObjectNode over, ObjectNode under) {
        for (List<String> names : ALIASES) {
            if (names.stream().anyMatch(over::has)) {
                under.remove(names);
            }
        }
        over.properties().forEach(field -> {
            JsonNode below = under.get(field.getKey());
            if (field.getValue() instanceof ObjectNode object && below instanceof ObjectNode belowObject) {
                lay(object, belowObject);
            } else {
                under.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
