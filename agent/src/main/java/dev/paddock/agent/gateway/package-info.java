// SPDX-License-Identifier: Apache-2.0
/**
 * The way in from this machine's browser: turns the Gateway API objects and the Ingresses of a cluster into the configuration
 * of the HAProxy that runs beside it. Forwards nothing itself.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.gateway;
