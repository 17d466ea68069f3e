// SPDX-License-Identifier: Apache-2.0
/** What may know what: the arrows of the design as rules. */
@NullMarked
package dev.paddock.e2e.architecture;

import org.jspecify.annotations.NullMarked;
