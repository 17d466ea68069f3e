// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

/** What packing came to. */
public sealed interface Packing {

    record Packed(PackedArtifact artifact) implements Packing {}

    record TooLarge(long bytes, long limit) implements Packing {
        public String message() {
            return "the rendered files are " + bytes + " bytes, an artifact may hold " + limit
                    + "; split the profile into several deployments";
        }
    }
}
