// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Annotations;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.quota.GpuFamily;
import java.util.Optional;

/**
 * The {@code gpu} parameter: whole devices of each replica, as a limit of the vendor's resource. The family is written as an annotation,
 * because node labels carry product names and not families; least memory becomes a required node affinity.
 */
record WebserviceGpu(int count, Optional<String> family, Optional<Integer> memoryMiB) {

    private static final String MEMORY_LABEL = "nvidia.com/gpu.memory";

    static WebserviceGpu read(Parameters given) {
        int count = given.requiredInteger("count");
        if (count < 1) {
            given.refuse(FieldError.invalid(given.path("count"), count, "must be at least 1"));
        }
        WebserviceGpu read =
                new WebserviceGpu(count, given.text("family").map(GpuFamily::normalise), given.integer("memoryMiB"));
        given.warnUnknown();
        return read;
    }

    void addTo(ObjectNode podMetadata, ObjectNode pod, ObjectNode container) {
        container.withObject("/resources").withObject("/limits").put(resource(), String.valueOf(count));
        family.ifPresent(name -> podMetadata.withObject("/annotations").put(Annotations.GPU_FAMILY, name));
        memoryMiB.ifPresent(least -> pod.putObject("affinity")
                .putObject("nodeAffinity")
                .putObject("requiredDuringSchedulingIgnoredDuringExecution")
                .putArray("nodeSelectorTerms")
                .addObject()
                .putArray("matchExpressions")
                .addObject()
                .put("key", MEMORY_LABEL)
                .put("operator", "Gt")
                .putArray("values")
                .add(String.valueOf(least - 1)));
    }

    private String resource() {
        String vendor = family.orElse("NVIDIA-");
        if (vendor.startsWith("AMD-")) {
            return "amd.com/gpu";
        }
        return vendor.startsWith("HABANA-") ? "habana.ai/gaudi" : "nvidia.com/gpu";
    }
}
