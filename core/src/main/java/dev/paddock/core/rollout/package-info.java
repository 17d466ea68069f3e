// SPDX-License-Identifier: Apache-2.0
/**
 * In which order clusters get a change, and when a rollout stops: Open Cluster Management's rollout strategies as a function of how the
 * clusters stand now. It remembers nothing, so a rollout that was cut off goes on where it was.
 */
@NullMarked
package dev.paddock.core.rollout;

import org.jspecify.annotations.NullMarked;
