// SPDX-License-Identifier: Apache-2.0
/**
 * What a change would come to before it is made: on the hub, on each cluster, in the quota; and whether the world is still the one that
 * was planned for. Pure: what is compared was read and rendered elsewhere.
 */
@NullMarked
package dev.paddock.core.plan;

import org.jspecify.annotations.NullMarked;
