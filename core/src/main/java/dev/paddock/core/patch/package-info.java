// SPDX-License-Identifier: Apache-2.0
/**
 * Applying a trait's patch to an object as KubeVela does: by unification, in which two different values conflict, helped by the strategies
 * a template names; or by the two JSON patches.
 */
@NullMarked
package dev.paddock.core.patch;

import org.jspecify.annotations.NullMarked;
