// SPDX-License-Identifier: Apache-2.0
/** The cluster's warnings about what was applied, and about the pods that came of it. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.events;
