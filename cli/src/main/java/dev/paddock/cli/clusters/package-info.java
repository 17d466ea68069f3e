// SPDX-License-Identifier: Apache-2.0
/** Spokes: joining clusters that exist already, and letting them go again. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.clusters;
