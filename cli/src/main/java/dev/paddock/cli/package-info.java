// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code paddock} command: its verbs, exit codes and the way it reports a failure. What a verb does lives in a
 * package of its own; nothing in here loads a Kubernetes class, so that {@code paddock version} and help stay fast.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli;
