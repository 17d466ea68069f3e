// SPDX-License-Identifier: Apache-2.0
/** The validating webhook as a real API server calls it. */
@NullMarked
package dev.paddock.e2e.admission;

import org.jspecify.annotations.NullMarked;
