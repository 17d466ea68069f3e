// SPDX-License-Identifier: Apache-2.0
/**
 * WorkloadDeployments: from profile, environment and variables to published artifacts and delivered works, and back to a status. What is
 * decided here is decided purely; {@link dev.paddock.hub.reconcile.workloaddeployment.WorkloadDeploymentReconciler} alone acts.
 */
@NullMarked
package dev.paddock.hub.reconcile.workloaddeployment;

import org.jspecify.annotations.NullMarked;
