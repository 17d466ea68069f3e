// SPDX-License-Identifier: Apache-2.0
/** The validating webhook: how the hub's API server asks the rules of {@code core.admission}. Decides nothing itself. */
@NullMarked
package dev.paddock.hub.admission;

import org.jspecify.annotations.NullMarked;
