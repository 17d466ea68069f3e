// SPDX-License-Identifier: Apache-2.0
/** Values that only a spoke knows: which a template asks for, what stands for them in an artifact, and what the agent puts in their place. */
@NullMarked
package dev.paddock.core.substitution;

import org.jspecify.annotations.NullMarked;
