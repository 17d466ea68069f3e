// SPDX-License-Identifier: Apache-2.0
/** Clusters that were there before and joined by themselves. */
@org.jspecify.annotations.NullMarked
package dev.paddock.providers.byoc;
