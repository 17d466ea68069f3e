// SPDX-License-Identifier: Apache-2.0
/** What the hub is told about the workloads on this cluster. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.report;
