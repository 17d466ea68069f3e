// SPDX-License-Identifier: Apache-2.0
/** Publishing artifacts to an OCI registry and pulling them by digest. */
@NullMarked
package dev.paddock.fleet.oci;

import org.jspecify.annotations.NullMarked;
