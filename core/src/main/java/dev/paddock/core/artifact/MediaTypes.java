// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

/** The media types by which Flux knows its artifacts. */
public final class MediaTypes {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String CONFIG = "application/vnd.cncf.flux.config.v1+json";
    public static final String CONTENT = "application/vnd.cncf.flux.content.v1.tar+gzip";

    private MediaTypes() {}
}
