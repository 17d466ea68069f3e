// SPDX-License-Identifier: Apache-2.0
/** The hub's stand-in for Open Cluster Management's placement controller. */
@NullMarked
package dev.paddock.fleet.placement;

import org.jspecify.annotations.NullMarked;
