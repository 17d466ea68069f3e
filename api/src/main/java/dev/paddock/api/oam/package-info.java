// SPDX-License-Identifier: Apache-2.0
/** The kinds of {@code core.oam.dev/v1beta1}: what KubeVela's group holds of ours. */
@NullMarked
package dev.paddock.api.oam;

import org.jspecify.annotations.NullMarked;
