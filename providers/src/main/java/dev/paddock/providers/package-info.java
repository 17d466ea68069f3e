// SPDX-License-Identifier: Apache-2.0
/** Where clusters come from: one interface, and one package for each provider that honours it. */
@org.jspecify.annotations.NullMarked
package dev.paddock.providers;
