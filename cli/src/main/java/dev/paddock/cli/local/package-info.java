// SPDX-License-Identifier: Apache-2.0
/** The fleet on this machine: bringing it up, down, and saying how it is. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.local;
