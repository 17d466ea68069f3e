// SPDX-License-Identifier: Apache-2.0
/** Paddock's own long-running programs, the hub and the agents, as local processes; knows their command lines only. */
@NullMarked
package dev.paddock.embedded.program;

import org.jspecify.annotations.NullMarked;
