// SPDX-License-Identifier: Apache-2.0
/** One Kubernetes control plane as four processes. */
@NullMarked
package dev.paddock.embedded.controlplane;

import org.jspecify.annotations.NullMarked;
