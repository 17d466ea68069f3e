// SPDX-License-Identifier: Apache-2.0
/** Which variables a deployment has, from which levels, and whether the levels agree. */
@NullMarked
package dev.paddock.core.variable;

import org.jspecify.annotations.NullMarked;
