// SPDX-License-Identifier: Apache-2.0
/** {@code paddock render}: the objects of Applications, without a cluster. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.render;
