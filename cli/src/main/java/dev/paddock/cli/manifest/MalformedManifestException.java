// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

/** Text that is no manifest at all, so that nothing after the fault can be read either. */
final class MalformedManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    MalformedManifestException(Position at, String text) {
        super(text);
        this.finding = new Finding(at, null, text);
    }

    Finding finding() {
        return finding;
    }
}
