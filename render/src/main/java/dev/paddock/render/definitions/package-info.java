// SPDX-License-Identifier: Apache-2.0
/** The definitions that come with Paddock, one file each among the resources of this package. */
@NullMarked
package dev.paddock.render.definitions;

import org.jspecify.annotations.NullMarked;
