// SPDX-License-Identifier: Apache-2.0
/** Fills in, folder by folder, the values that only this cluster knows. */
@NullMarked
package dev.paddock.agent.output;

import org.jspecify.annotations.NullMarked;
