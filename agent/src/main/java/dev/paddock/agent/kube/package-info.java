// SPDX-License-Identifier: Apache-2.0
/** What every controller of the agent needs of a Kubernetes API: discovery, apply, watches that come and go by kind. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.kube;
