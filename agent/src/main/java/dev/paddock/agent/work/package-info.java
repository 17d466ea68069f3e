// SPDX-License-Identifier: Apache-2.0
/** Stand-in for the Open Cluster Management work agent. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.work;
