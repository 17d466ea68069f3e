// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** {@code cluster.json}: what a cluster should be and whether it should be at all; written before anything is done about it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterRecord(String name, ClusterSpec spec, Desired desired) {
    /** What was last asked for. */
    public enum Desired {
        RUNNING,
        STOPPED,
        DELETED
    }

    ClusterRecord with(Desired changed) {
        return new ClusterRecord(name, spec, changed);
    }
}
