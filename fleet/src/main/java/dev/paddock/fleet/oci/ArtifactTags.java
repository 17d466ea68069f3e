// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

/** The two tags of a published artifact: one that stays with the revision, one that moves to the newest. */
public record ArtifactTags(String revision, String latest) {

    public static ArtifactTags of(String revision, String clusterClass) {
        return new ArtifactTags("r" + revision + "-" + clusterClass, "latest-" + clusterClass);
    }
}
