// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.cli.output.Style;
import dev.paddock.core.platform.DeletionPlan;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;

/** What deleting an object would do. Of an MLPlatform it is the plan that the hub itself follows. */
final class DeletionText {
    private final ResourceType type;
    private final JsonNode object;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    DeletionText(ResourceType type, JsonNode object, Style style) {
        this.type = type;
        this.object = object;
        this.style = style;
    }

    List<String> lines() {
        String name = object.path("metadata").path("name").asText();
        lines.add(style.bold(type.called(name) + " would be deleted:"));
        switch (type.kind()) {
            case "MLPlatform" -> platform();
            case "ComputePool" -> pool();
            default -> finalizers();
        }
        return lines;
    }

    private void platform() {
        MLPlatform platform = new KubernetesSerialization().convertValue(object, MLPlatform.class);
        int number = 0;
        for (DeletionPlan.Planned step : DeletionPlan.of(platform).steps()) {
            if (step.skipped()) {
                lines.add(style.faint("   - %-18s %s".formatted(step.step(), step.text())));
            } else {
                number++;
                lines.add("  %2d %-18s %s".formatted(number, step.step(), step.text()));
            }
        }
    }

    /** Each cluster of a pool goes by its own policy. */
    private void pool() {
        JsonNode variant = object.path("spec").path("clusterVariant");
        JsonNode dedicated = variant.path("dedicated").path("paletteClusterDeploymentConfig");
        if (!dedicated.isMissingNode()) {
            cluster(object.path("metadata").path("name").asText(), dedicated);
        }
        for (JsonNode cluster : variant.path("shared").path("clusters")) {
            cluster(cluster.path("name").asText(), cluster.path("paletteClusterDeploymentConfig"));
        }
        finalizers();
    }

    private void cluster(String name, JsonNode config) {
        boolean kept = config.path("deletionPolicy").asText().equalsIgnoreCase("Orphan");
        lines.add("   - cluster %s: %s"
                .formatted(
                        name,
                        kept
                                ? "kept, stays joined and marked orphaned, and its GPUs go on counting"
                                : "drained, deleted with all that is on it, and its GPUs given back"));
    }

    private void finalizers() {
        JsonNode finalizers = object.path("metadata").path("finalizers");
        if (finalizers.isEmpty()) {
            lines.add("   - at once: nothing has to be cleaned up before");
        }
        finalizers.forEach(finalizer -> lines.add("   - after the clean-up of " + finalizer.asText()));
    }
}
