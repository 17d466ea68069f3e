// SPDX-License-Identifier: Apache-2.0
/** How values are spelled, copied and read: durations, amounts of memory, enums with several spellings. */
@NullMarked
package dev.paddock.api.value;

import org.jspecify.annotations.NullMarked;
