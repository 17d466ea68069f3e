// SPDX-License-Identifier: Apache-2.0
/** Stand-ins for Flux's source and kustomize controllers. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.flux;
