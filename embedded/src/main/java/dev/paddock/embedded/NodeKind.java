// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

/** What kind of nodes a cluster is wanted to have. */
public enum NodeKind {
    /** Nodes that run containers where this machine can do that, else simulated ones. */
    AUTO,
    CONTAINERS,
    SIMULATED
}
