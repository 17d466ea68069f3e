// SPDX-License-Identifier: Apache-2.0
/** What deployments read of one another, from the hub's caches, and who wakes whom. */
@NullMarked
package dev.paddock.hub.output;

import org.jspecify.annotations.NullMarked;
