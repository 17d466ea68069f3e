// SPDX-License-Identifier: Apache-2.0
/**
 * CEL templates, evaluated in process: plain YAML whose scalars hold <code>${…}</code>. Every evaluation has a budget of time, steps and size that is
 * looked at with each step, so that a template can fail and cannot take the process with it.
 */
@NullMarked
package dev.paddock.render.cel;

import org.jspecify.annotations.NullMarked;
