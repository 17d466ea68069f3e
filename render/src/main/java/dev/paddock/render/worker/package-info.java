// SPDX-License-Identifier: Apache-2.0
/**
 * Processes that answer one line of JSON with another, within bounds of time, memory and size. One that gives no answer is ended, and
 * another takes its place.
 */
@NullMarked
package dev.paddock.render.worker;

import org.jspecify.annotations.NullMarked;
