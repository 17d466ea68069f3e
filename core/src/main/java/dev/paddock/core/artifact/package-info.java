// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of a Flux OCI artifact: packed so that the same content has the same digest on any day, and unpacked within
 * bounds. Nothing here talks to a registry.
 */
@NullMarked
package dev.paddock.core.artifact;

import org.jspecify.annotations.NullMarked;
