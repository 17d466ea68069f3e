// SPDX-License-Identifier: Apache-2.0
/** The kinds of {@code mural.sh/v1beta1}: environments and workloads. */
@NullMarked
package dev.paddock.api.mural;

import org.jspecify.annotations.NullMarked;
