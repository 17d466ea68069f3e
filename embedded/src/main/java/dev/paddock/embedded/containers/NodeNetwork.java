// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.controlplane.Reach;

/**
 * The addresses of one node and its pods; pure. Every one follows from the index, which no two nodes of a machine share.
 *
 * @param index from 1 to {@value #HIGHEST}
 */
public record NodeNetwork(int index) {
    static final int HIGHEST = 250;

    private static final int BLOCKS_PER_OCTET = 16;

    /** All links of nodes begin so: one rule names them all. */
    static final String LINK_PREFIX = "pdk";

    public NodeNetwork {
        if (index < 1 || index > HIGHEST) {
            throw new IllegalArgumentException("network index %d; it lies between 1 and %d".formatted(index, HIGHEST));
        }
    }

    /** The machine's end of the pair of links; the node's end is called {@code eth0}. */
    public String link() {
        return LINK_PREFIX + index;
    }

    /** Where the node finds the machine: its API server, its registry, its way out. */
    public String machine() {
        return "10.201.%d.1".formatted(index);
    }

    public String node() {
        return "10.201.%d.2".formatted(index);
    }

    public String pods() {
        return "10.244.%d.0/24".formatted(index);
    }

    /** 4094 Services; the machine has a route to them, hence a range of its own for each node. */
    public String services() {
        return servicePrefix() + ".0/20";
    }

    public Reach reach() {
        return new Reach(machine(), services(), servicePrefix() + ".1", true);
    }

    private String servicePrefix() {
        return "10.%d.%d".formatted(96 + index / BLOCKS_PER_OCTET, index % BLOCKS_PER_OCTET * BLOCKS_PER_OCTET);
    }
}
