// SPDX-License-Identifier: Apache-2.0
/** Clusters as real control planes on the hub's own machine, with simulated nodes. */
@org.jspecify.annotations.NullMarked
package dev.paddock.providers.embedded;
