// SPDX-License-Identifier: Apache-2.0
/** What the hub knows of its own objects: one watch for each kind, shared by all who read it. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.cache;
