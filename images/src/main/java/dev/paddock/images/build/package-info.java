// SPDX-License-Identifier: Apache-2.0
/** From a specification to an OCI layout on disk, by the tools Debian has for it. */
@NullMarked
package dev.paddock.images.build;

import org.jspecify.annotations.NullMarked;
