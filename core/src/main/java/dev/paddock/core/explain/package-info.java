// SPDX-License-Identifier: Apache-2.0
/** Answers "why is it not running?" in words: where an object stands, what it waits for and what would help. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.explain;
