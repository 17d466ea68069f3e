// SPDX-License-Identifier: Apache-2.0
/**
 * What an object may not say given what else is on the hub: one rule per fault, as an ordered table per kind. Rules about one
 * object alone are CEL in the CRDs and not repeated here; nothing here reads a cluster or rewrites an object.
 */
@NullMarked
package dev.paddock.core.admission;

import org.jspecify.annotations.NullMarked;
