// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.failpoint;

/** Moments within a delivery that are no step of their own in a timeline. */
public enum DeliveryPoint {
    /** There is a plan; nothing of it is published. */
    PLAN("Plan"),
    /** An artifact is signed; no object says so. */
    SIGN("Sign"),
    /** A cluster has its ManifestWork and not yet its Workload. */
    TELL_WORK("TellWork"),
    /** A cluster has both; the deployment's status does not say so. */
    TELL("Tell");

    private final String text;

    DeliveryPoint(String text) {
        this.text = text;
    }

    /** The spelling on the command line. */
    public String text() {
        return text;
    }
}
