// SPDX-License-Identifier: Apache-2.0
/** The hub's stand-in for Open Cluster Management's registration controllers. */
@NullMarked
package dev.paddock.fleet.registration;

import org.jspecify.annotations.NullMarked;
