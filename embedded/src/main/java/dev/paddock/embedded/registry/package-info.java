// SPDX-License-Identifier: Apache-2.0
/** The bundled OCI registry. */
@NullMarked
package dev.paddock.embedded.registry;

import org.jspecify.annotations.NullMarked;
