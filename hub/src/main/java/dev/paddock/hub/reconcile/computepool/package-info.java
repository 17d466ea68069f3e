// SPDX-License-Identifier: Apache-2.0
/** The ComputePool controller: gathers, lets core.pool decide, calls the provider, reports. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.computepool;
