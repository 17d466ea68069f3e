// SPDX-License-Identifier: Apache-2.0
/** How reconcilers write: server-side apply under their own field manager, and only when something would change. */
@NullMarked
package dev.paddock.hub.apply;

import org.jspecify.annotations.NullMarked;
