// SPDX-License-Identifier: Apache-2.0
/** What every status has in common: conditions and the steps of the timeline. Knows no kind. */
@NullMarked
package dev.paddock.core.status;

import org.jspecify.annotations.NullMarked;
