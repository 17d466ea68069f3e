// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.mural.WorkloadDeploymentStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param again when to look again although nothing happens
 */
record Outcome(WorkloadDeploymentStatus status, Optional<Duration> again) {}
