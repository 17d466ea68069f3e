// SPDX-License-Identifier: Apache-2.0
/** Golden folders: inputs and outputs as files. */
@NullMarked
package dev.paddock.hub.golden;

import org.jspecify.annotations.NullMarked;
