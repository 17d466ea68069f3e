// SPDX-License-Identifier: Apache-2.0
/** Nodes that exist only in the API, kept alive by KWOK. */
@NullMarked
package dev.paddock.embedded.nodes;

import org.jspecify.annotations.NullMarked;
