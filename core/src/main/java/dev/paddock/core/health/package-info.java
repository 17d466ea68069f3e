// SPDX-License-Identifier: Apache-2.0
/** How well is it? Verdicts of single objects and how they add up to a component, a cluster and a deployment. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.health;
