// SPDX-License-Identifier: Apache-2.0
/** The machines of the providers, in groups of equal hardware, as a Compute shows them. Selects and reserves none. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.inventory;
