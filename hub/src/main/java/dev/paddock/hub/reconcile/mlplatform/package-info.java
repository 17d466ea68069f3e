// SPDX-License-Identifier: Apache-2.0
/** The MLPlatform controller: gathers, lets core.platform decide, applies the children, reports. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.mlplatform;
