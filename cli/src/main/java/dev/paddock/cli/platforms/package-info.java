// SPDX-License-Identifier: Apache-2.0
/** The verbs that know what Paddock is about: which platforms there are, and why one is not running. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.platforms;
