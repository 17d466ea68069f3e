// SPDX-License-Identifier: Apache-2.0
/** Open Cluster Management and Flux contracts on the hub: builders, readers, publishing, and the stand-ins. */
@NullMarked
package dev.paddock.fleet;

import org.jspecify.annotations.NullMarked;
