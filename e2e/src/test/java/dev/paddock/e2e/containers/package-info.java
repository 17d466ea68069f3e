// SPDX-License-Identifier: Apache-2.0
/** Spokes whose pods really run, and a real platform on them. Skipped, with the reason, where the machine cannot. */
@NullMarked
package dev.paddock.e2e.containers;

import org.jspecify.annotations.NullMarked;
