// SPDX-License-Identifier: Apache-2.0
/** The hub's one HTTPS port. What is served there is the business of those who add routes. */
@NullMarked
package dev.paddock.hub.web;

import org.jspecify.annotations.NullMarked;
