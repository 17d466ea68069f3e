// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import java.util.Optional;

/** How the installation counts versions of profiles. */
public enum VersioningType {
    /** v0, v1, … */
    BASIC,
    /** v0.0.1, v0.1.0, … */
    SEMANTIC;

    /** The key in {@code mural-system/paddock-config}. */
    public static final String SETTING = "versioningType";

    /** Without a setting versions only count; what is not understood is empty. */
    public static Optional<VersioningType> of(Optional<String> setting) {
        String text = setting.map(String::strip).orElse("");
        if (text.isEmpty() || text.equalsIgnoreCase("basic")) {
            return Optional.of(BASIC);
        }
        return text.equalsIgnoreCase("semantic") ? Optional.of(SEMANTIC) : Optional.empty();
    }
}
