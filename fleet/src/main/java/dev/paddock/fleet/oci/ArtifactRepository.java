// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.Digest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an artifact lives: a registry's host and a repository's path, written {@code oci://host/path} as in Flux. */
public record ArtifactRepository(String host, String path) {
    /** A path of two parts below the installation's; those of deployments have three. */
    public static final String IMAGES = "images";

    private static final String SCHEME = "oci://";
    private static final Pattern URL =
            Pattern.compile("oci://([A-Za-z0-9.-]+(?::[0-9]+)?)/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)/?");

    public static ArtifactRepository parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "registry address \"" + url
                            + "\" must read oci://host[:port]/path with a path in lower case, like oci://registry.example/paddock");
        }
        return new ArtifactRepository(matcher.group(1), matcher.group(2));
    }

    /** The repository of one deployment under the installation's registry address. */
    public ArtifactRepository of(String tenant, String project, String deployment) {
        return new ArtifactRepository(host, String.join("/", path, tenant, project, deployment));
    }

    /** The repository of an image under the installation's registry address, apart from those of deployments. */
    public ArtifactRepository image(String name) {
        return new ArtifactRepository(host, String.join("/", path, IMAGES, name));
    }

    /** Where images lie, as the beginning of their references: without a scheme, as container runtimes want it. */
    public String images() {
        return String.join("/", host, path, IMAGES);
    }

    public String url() {
        return SCHEME + host + "/" + path;
    }

    String tagged(String tag) {
        return host + "/" + path + ":" + tag;
    }

    String pinned(Digest digest) {
        return host + "/" + path + "@" + digest;
    }
}
