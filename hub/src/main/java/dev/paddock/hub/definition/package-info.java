// SPDX-License-Identifier: Apache-2.0
/** The definitions on the hub: which of them a workload's types mean, and how much evaluating them may take. */
@NullMarked
package dev.paddock.hub.definition;

import org.jspecify.annotations.NullMarked;
