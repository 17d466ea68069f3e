// SPDX-License-Identifier: Apache-2.0
/** The hub process: {@link dev.paddock.hub.HubMain} is the one place where everything is put together. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub;
