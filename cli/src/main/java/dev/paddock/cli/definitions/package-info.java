// SPDX-License-Identifier: Apache-2.0
/** {@code paddock def}: what authors of definitions need, without a cluster. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.definitions;
