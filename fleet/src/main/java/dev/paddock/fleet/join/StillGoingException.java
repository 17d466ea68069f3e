// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import java.time.Duration;

/** What an earlier removal deleted on a spoke is still there, so nothing can be made in its place yet. */
public final class StillGoingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String object;

    StillGoingException(String cluster, String object, Duration patience, String holds, Throwable cause) {
        super(
                "%s: %s is being deleted and still there after %d s%s"
                        .formatted(cluster, object, patience.toSeconds(), holds),
                cause);
        this.cluster = cluster;
        this.object = object;
    }

    /** What to do about it, on the cluster itself. */
    public String remedy() {
        return "kubectl get %s -o yaml, on %s, shows what holds it; once it is gone, do the same again"
                .formatted(object, cluster);
    }
}
