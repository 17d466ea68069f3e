// SPDX-License-Identifier: Apache-2.0
/** Real control planes, simulated nodes and a registry as local processes; knows nothing of Paddock's own kinds. */
@NullMarked
package dev.paddock.embedded;

import org.jspecify.annotations.NullMarked;
