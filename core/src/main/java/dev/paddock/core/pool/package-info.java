// SPDX-License-Identifier: Apache-2.0
/**
 * The ComputePool: from machines to joined clusters with an environment, and back. Everything here is a pure function of
 * what was gathered; nothing here calls a provider or a cluster.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.pool;
