// SPDX-License-Identifier: Apache-2.0
/** Stores what definitions say as revisions, and says whether they compile. Renders nothing. */
@NullMarked
package dev.paddock.hub.reconcile.definition;

import org.jspecify.annotations.NullMarked;
