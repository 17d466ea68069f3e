// SPDX-License-Identifier: Apache-2.0
/**
 * Which clusters a Placement gets: Open Cluster Management's scheduler as a pure function.
 *
 * <p>Given the same objects it gives the same clusters, conditions and reasons as the upstream controller (the recorded
 * answers of which are this package's oracle test). It reads no API and writes none; the stand-in in {@code fleet} does.
 */
@NullMarked
package dev.paddock.core.placement;

import org.jspecify.annotations.NullMarked;
