// SPDX-License-Identifier: Apache-2.0
/** The Secrets that hold the keys of artifacts: the one that signs, which stays on the hub, and those that verify, which travel. */
@NullMarked
package dev.paddock.fleet.signing;

import org.jspecify.annotations.NullMarked;
