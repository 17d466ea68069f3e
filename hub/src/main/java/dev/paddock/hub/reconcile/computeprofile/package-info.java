// SPDX-License-Identifier: Apache-2.0
/** The ComputeProfile controller: what the deployments that resolve to it hold. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.computeprofile;
