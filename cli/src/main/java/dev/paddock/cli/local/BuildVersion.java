// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version this build was made as. */
final class BuildVersion {
    private BuildVersion() {}

    static String text() {
        try (InputStream stream = BuildVersion.class.getResourceAsStream("version.properties")) {
            if (stream == null) {
                throw new IllegalStateException("version.properties is missing from the jar");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("version.properties cannot be read", e);
        }
    }
}
