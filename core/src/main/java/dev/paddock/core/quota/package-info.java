// SPDX-License-Identifier: Apache-2.0
/**
 * GPU quota: how much is asked for, at which levels it is limited, who holds what, and whether a request fits.
 *
 * <p>Numbers follow api.md 7.1. Amounts are units ({@link dev.paddock.core.quota.GpuAmount}) so that fractions of a device
 * add up exactly.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.quota;
