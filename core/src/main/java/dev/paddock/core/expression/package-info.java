// SPDX-License-Identifier: Apache-2.0
/** What CEL may do where it judges objects as they are: which functions it has and when it is stopped. */
@NullMarked
package dev.paddock.core.expression;

import org.jspecify.annotations.NullMarked;
