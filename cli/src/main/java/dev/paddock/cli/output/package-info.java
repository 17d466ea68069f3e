// SPDX-License-Identifier: Apache-2.0
/** How objects look on a terminal and in a pipe. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.output;
