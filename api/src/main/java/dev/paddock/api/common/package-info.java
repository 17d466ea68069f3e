// SPDX-License-Identifier: Apache-2.0
/** Value types shared by the kinds: references, node pools, cluster specifications and the parts of a status. */
@NullMarked
package dev.paddock.api.common;

import org.jspecify.annotations.NullMarked;
