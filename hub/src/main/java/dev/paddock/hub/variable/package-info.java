// SPDX-License-Identifier: Apache-2.0
/** Variables as the hub finds them: the sets that declare them, and the Secrets that hold what nobody may read. */
@NullMarked
package dev.paddock.hub.variable;

import org.jspecify.annotations.NullMarked;
