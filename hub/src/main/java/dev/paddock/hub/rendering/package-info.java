// SPDX-License-Identifier: Apache-2.0
/** Renderings of deliveries that are under way, kept so that a hub that dies on the way does not render them again. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.rendering;
