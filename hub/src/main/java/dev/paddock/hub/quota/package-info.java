// SPDX-License-Identifier: Apache-2.0
/** The GPU ledger in a running hub: rebuilt from objects, asked by reconcilers, read by admission. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.quota;
