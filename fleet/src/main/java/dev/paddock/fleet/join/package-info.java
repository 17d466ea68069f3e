// SPDX-License-Identifier: Apache-2.0
/** Making a cluster a spoke: access to the hub for its agent, and a place for the agent on the spoke. */
@NullMarked
package dev.paddock.fleet.join;

import org.jspecify.annotations.NullMarked;
