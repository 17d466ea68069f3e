// SPDX-License-Identifier: Apache-2.0
/** Answers what a change would be delivered as. The API server asks, so it has authenticated who wants to know. */
@NullMarked
package dev.paddock.hub.plan;

import org.jspecify.annotations.NullMarked;
