// SPDX-License-Identifier: Apache-2.0
/** Which platforms can be had, in which versions, and why something tagged for discovery is not among them. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.catalog;
