// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures of artifacts in cosign's form: what is signed, how a signature is kept in a registry, and whether a signature makes an
 * artifact one of ours. Nothing here talks to a registry or reads a Secret.
 */
@NullMarked
package dev.paddock.core.signature;

import org.jspecify.annotations.NullMarked;
