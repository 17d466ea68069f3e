// SPDX-License-Identifier: Apache-2.0
/** What a real API server says to objects of our kinds, without a hub. */
@NullMarked
package dev.paddock.e2e.api;

import org.jspecify.annotations.NullMarked;
