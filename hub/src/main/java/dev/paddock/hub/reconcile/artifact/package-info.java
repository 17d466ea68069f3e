// SPDX-License-Identifier: Apache-2.0
/** Artifacts that nothing refers to any more: how long they stay, and who removes them. */
@NullMarked
package dev.paddock.hub.reconcile.artifact;

import org.jspecify.annotations.NullMarked;
