// SPDX-License-Identifier: Apache-2.0
/** Finds the Kubernetes binaries, or compiles them from the pinned Go modules. */
@NullMarked
package dev.paddock.embedded.binaries;

import org.jspecify.annotations.NullMarked;
