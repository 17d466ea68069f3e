// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import java.nio.file.Path;

/** A certificate and its private key, as PEM files that only their owner may read. */
public record KeyMaterial(Path certificate, Path key) {}
