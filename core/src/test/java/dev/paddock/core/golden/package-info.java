// SPDX-License-Identifier: Apache-2.0
/** Golden folders: inputs and the exact output expected of them, kept as files a person can read. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.golden;
