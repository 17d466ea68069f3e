// SPDX-License-Identifier: Apache-2.0
/** Agents of spokes whose clusters this hub makes, as processes of the hub's own machine. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.install;
