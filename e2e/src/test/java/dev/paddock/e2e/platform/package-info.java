// SPDX-License-Identifier: Apache-2.0
/** The promises of an MLPlatform, each against real control planes. */
@NullMarked
package dev.paddock.e2e.platform;

import org.jspecify.annotations.NullMarked;
