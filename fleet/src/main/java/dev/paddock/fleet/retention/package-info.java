// SPDX-License-Identifier: Apache-2.0
/** What the hub writes down about artifacts that nothing refers to any more, until they go. */
@NullMarked
package dev.paddock.fleet.retention;

import org.jspecify.annotations.NullMarked;
