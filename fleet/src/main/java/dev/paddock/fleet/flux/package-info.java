// SPDX-License-Identifier: Apache-2.0
/** Flux objects of a delivery, as real Flux reconciles them. */
@NullMarked
package dev.paddock.fleet.flux;

import org.jspecify.annotations.NullMarked;
