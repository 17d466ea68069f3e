// SPDX-License-Identifier: Apache-2.0
/** Completion scripts for the shells. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.completion;
