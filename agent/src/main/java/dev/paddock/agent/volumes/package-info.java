// SPDX-License-Identifier: Apache-2.0
/** Volumes as directories of this machine, made when a pod first needs them and removed with their claim. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.volumes;
