// SPDX-License-Identifier: Apache-2.0
/** What definitions say about the health of what they rendered. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.health;
