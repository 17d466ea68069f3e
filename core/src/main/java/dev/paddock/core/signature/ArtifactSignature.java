// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

/**
 * A signature as a registry keeps it. Arrays are not copied: whoever holds one must not write to it.
 *
 * @param payload the bytes that were signed
 * @param signature ASN.1 DER in base64, as cosign annotates it
 */
public record ArtifactSignature(byte[] payload, String signature) {}
