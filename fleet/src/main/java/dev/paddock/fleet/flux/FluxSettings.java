// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.flux;

import dev.paddock.core.annotation.FieldValidation;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.annotation.RenderingAnnotations.Place;
import java.util.Map;

/**
 * How often and how patiently a delivery is reconciled on the spoke, from the {@code rendering.mural.sh/} annotations of
 * a deployment. A value that is not understood is a fault of its annotation, never silently the default.
 */
public record FluxSettings(
        String sourceInterval,
        String sourceTimeout,
        String interval,
        String retryInterval,
        String timeout,
        boolean prune,
        boolean waitForHealth,
        boolean force,
        boolean suspend,
        FieldValidation fieldValidation) {
    public static final FluxSettings DEFAULT =
            new FluxSettings("5m", "60s", "10m", "1m", "5m", true, true, false, false, FieldValidation.STRICT);

    /**
     * @param deployment annotations of the WorkloadDeployment
     * @param workload annotations of its {@code spec.workload}, or of its profile's
     * @throws IllegalArgumentException with the words of a field error
     */
    public static FluxSettings of(Map<String, String> deployment, Map<String, String> workload) {
        RenderingAnnotations of = RenderingAnnotations.of(Place.DEPLOYMENT, deployment);
        RenderingAnnotations ofWorkload = RenderingAnnotations.of(Place.WORKLOAD, workload);
        // Not for Flux, but its fault would show nowhere else: the agent only reads it.
        ofWorkload.value(RenderingAnnotations.RESYNC_PERIOD);
        return new FluxSettings(
                of.duration(RenderingAnnotations.OCI_INTERVAL, DEFAULT.sourceInterval),
                of.duration(RenderingAnnotations.OCI_TIMEOUT, DEFAULT.sourceTimeout),
                of.duration(RenderingAnnotations.INTERVAL, DEFAULT.interval),
                of.duration(RenderingAnnotations.RETRY_INTERVAL, DEFAULT.retryInterval),
                of.duration(RenderingAnnotations.TIMEOUT, DEFAULT.timeout),
                of.flag(RenderingAnnotations.PRUNE, DEFAULT.prune),
                of.flag(RenderingAnnotations.WAIT, DEFAULT.waitForHealth),
                of.flag(RenderingAnnotations.FORCE, DEFAULT.force),
                of.flag(RenderingAnnotations.SUSPEND, DEFAULT.suspend),
                ofWorkload.fieldValidation());
    }

    public FluxSettings suspended(boolean suspended) {
        return new FluxSettings(
                sourceInterval,
                sourceTimeout,
                interval,
                retryInterval,
                timeout,
                prune,
                waitForHealth,
                force,
                suspend || suspended,
                fieldValidation);
    }
}
