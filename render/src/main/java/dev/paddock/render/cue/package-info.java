// SPDX-License-Identifier: Apache-2.0
/**
 * CUE templates, evaluated by worker processes on the official library. A template can take a worker's time, memory and output, and nothing
 * else: the worker is ended, another takes its place, and other renders do not notice.
 */
@NullMarked
package dev.paddock.render.cue;

import org.jspecify.annotations.NullMarked;
