// SPDX-License-Identifier: Apache-2.0
/** Environments: each makes one Placement and reports the clusters chosen for it. */
@NullMarked
package dev.paddock.hub.reconcile.environment;

import org.jspecify.annotations.NullMarked;
