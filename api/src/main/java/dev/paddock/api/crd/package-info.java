// SPDX-License-Identifier: Apache-2.0
/** Writes the CRDs of all kinds from their Java types. */
@NullMarked
package dev.paddock.api.crd;

import org.jspecify.annotations.NullMarked;
