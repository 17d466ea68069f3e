// SPDX-License-Identifier: Apache-2.0
/** What the processes of this machine's fleet, and the containers on it, have written. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.logs;
