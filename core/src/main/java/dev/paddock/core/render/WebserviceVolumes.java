// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Volumes and their mounts, from {@code volumeMounts} or, when that is absent, from the deprecated {@code volumes}. */
record WebserviceVolumes(List<ObjectNode> volumes, List<ObjectNode> mounts, boolean asked) {

    private static final List<String> KINDS = List.of("pvc", "configMap", "secret", "emptyDir", "hostPath");
    private static final List<String> OLD_KINDS = List.of("emptyDir", "pvc", "configMap", "secret");
    private static final int DEFAULT_MODE = 420;
    private static final int DEFAULT_ITEM_MODE = 511;

    static WebserviceVolumes read(Parameters parameters) {
        List<ObjectNode> volumes = new ArrayList<>();
        List<ObjectNode> mounts = new ArrayList<>();
        boolean old = parameters.has("volumes") && !parameters.has("volumeMounts");
        if (old) {
            parameters.objects("volumes").forEach(entry -> {
                String kind = entry.choice("type", OLD_KINDS);
                mounts.add(mount(entry));
                volumes.add(volume(kind, entry));
                entry.warnUnknown();
            });
        }
        parameters.object("volumeMounts").ifPresent(given -> {
            for (String kind : KINDS) {
                given.objects(kind).forEach(entry -> {
                    mounts.add(mount(entry));
                    volumes.add(volume(kind, entry));
                    entry.warnUnknown();
                });
            }
            given.warnUnknown();
        });
        return new WebserviceVolumes(firstOfEachName(volumes), mounts, old || parameters.has("volumeMounts"));
    }

    void addTo(ObjectNode pod, ObjectNode container) {
        if (asked) {
            container.putArray("volumeMounts").addAll(mounts);
            pod.putArray("volumes").addAll(volumes);
        }
    }

    /** One volume may be mounted several times, under the same name. */
    private static List<ObjectNode> firstOfEachName(List<ObjectNode> volumes) {
        Set<String> seen = new HashSet<>();
        return volumes.stream()
                .filter(volume -> seen.add(volume.path("name").asText()))
                .toList();
    }

    private static ObjectNode mount(Parameters entry) {
        ObjectNode mount = JsonNodeFactory.instance
                .objectNode()
                .put("name", entry.requiredText("name"))
                .put("mountPath", entry.requiredText("mountPath"));
        entry.text("subPath").ifPresent(path -> mount.put("subPath", path));
        return mount;
    }

    private static ObjectNode volume(String kind, Parameters entry) {
        ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", entry.requiredText("name"));
        switch (kind) {
            case "pvc" -> volume.putObject("persistentVolumeClaim").put("claimName", entry.requiredText("claimName"));
            case "configMap" -> files(volume.putObject("configMap").put("name", entry.requiredText("cmName")), entry);
            case "secret" ->
                files(volume.putObject("secret").put("secretName", entry.requiredText("secretName")), entry);
            case "hostPath" -> volume.putObject("hostPath").put("path", entry.requiredText("path"));
            default -> volume.putObject("emptyDir").put("medium", entry.choice("medium", List.of("", "Memory")));
        }
        return volume;
    }

    private static void files(ObjectNode source, Parameters entry) {
        source.put("defaultMode", entry.integer("defaultMode").orElse(DEFAULT_MODE));
        if (entry.has("items")) {
            ArrayNode items = source.putArray("items");
            entry.objects("items")
                    .forEach(item -> items.addObject()
                            .put("key", item.requiredText("key"))
                            .put("path", item.requiredText("path"))
                            .put("mode", item.integer("mode").orElse(DEFAULT_ITEM_MODE)));
        }
    }
}
