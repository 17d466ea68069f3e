// SPDX-License-Identifier: Apache-2.0
/** Detached processes that are recorded before they run and are found again after any crash. */
@NullMarked
package dev.paddock.embedded.process;

import org.jspecify.annotations.NullMarked;
