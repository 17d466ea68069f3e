// SPDX-License-Identifier: Apache-2.0
/** How a rule says what is wrong with one field: path, value, rule and remedy. Knows no particular rule. */
@NullMarked
package dev.paddock.core.fault;

import org.jspecify.annotations.NullMarked;
