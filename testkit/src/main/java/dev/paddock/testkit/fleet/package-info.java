// SPDX-License-Identifier: Apache-2.0
/** A whole fleet on this machine, driven as a user drives it: by the {@code paddock} command and the hub's API. */
@NullMarked
package dev.paddock.testkit.fleet;

import org.jspecify.annotations.NullMarked;
