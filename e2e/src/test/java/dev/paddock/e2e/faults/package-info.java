// SPDX-License-Identifier: Apache-2.0
/** What breaks in real fleets, broken on purpose. Each test mends what it broke. */
@NullMarked
package dev.paddock.e2e.faults;

import org.jspecify.annotations.NullMarked;
