// SPDX-License-Identifier: Apache-2.0
/** Says of each VariableSet who uses it and whether it contradicts another. */
@NullMarked
package dev.paddock.hub.reconcile.variableset;

import org.jspecify.annotations.NullMarked;
