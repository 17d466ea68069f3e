// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.variable;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a Secret at one moment. Prints and compares by its version, so that no value gets into a log, a digest or a message.
 */
public final class SecretContent {
    private final String version;
    private final Map<String, String> data;

    private SecretContent(String version, Map<String, String> data) {
        this.version = version;
        this.data = data;
    }

    public static SecretContent of(Secret secret) {
        Map<String, String> data = secret.getData();
        return new SecretContent(
                secret.getMetadata().getUid() + "@" + secret.getMetadata().getResourceVersion(),
                data == null ? Map.of() : Map.copyOf(data));
    }

    /** Changes with every change of a value. */
    public String version() {
        return version;
    }

    public Optional<byte[]> value(String key) {
        return Optional.ofNullable(data.get(key)).map(Base64.getDecoder()::decode);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretContent content && content.version.equals(version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    @Override
    public String toString() {
        return version;
    }
}
