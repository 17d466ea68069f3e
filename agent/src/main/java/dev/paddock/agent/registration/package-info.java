// SPDX-License-Identifier: Apache-2.0
/** Credentials of its own, and what the hub is told about the cluster. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.registration;
