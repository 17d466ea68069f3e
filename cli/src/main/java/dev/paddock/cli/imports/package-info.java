// SPDX-License-Identifier: Apache-2.0
/** {@code paddock import}: what others keep in their repositories, as what Paddock takes. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.imports;
