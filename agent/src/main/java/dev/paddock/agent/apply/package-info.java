// SPDX-License-Identifier: Apache-2.0
/** Bringing one object onto the cluster beside others who write to it: what is ours, what is theirs, and who quarrels. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.apply;
