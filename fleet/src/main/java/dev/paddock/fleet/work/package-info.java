// SPDX-License-Identifier: Apache-2.0
/** ManifestWorks of a delivery: what goes in, and what their status says. */
@NullMarked
package dev.paddock.fleet.work;

import org.jspecify.annotations.NullMarked;
