// SPDX-License-Identifier: Apache-2.0
/** Stores what WorkloadProfiles say as revisions. */
@NullMarked
package dev.paddock.hub.reconcile.workloadprofile;

import org.jspecify.annotations.NullMarked;
