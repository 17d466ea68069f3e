// SPDX-License-Identifier: Apache-2.0
/** Figures of whole fleets. They are measured and written down, never asserted: a slow machine is not a failed test. */
@NullMarked
package dev.paddock.bench;

import org.jspecify.annotations.NullMarked;
