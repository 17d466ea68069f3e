// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.signing;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text in a Secret's data. */
final class SecretData {
    private SecretData() {}

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static SortedMap<String, String> of(Secret secret) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return new TreeMap<>(data);
    }

    static String required(Secret secret, String key) {
        String value = of(secret).get(key);
        if (value == null) {
            throw new IllegalArgumentException("Required value: there is no " + key);
        }
        return decode(value);
    }

    static String decode(String value) {
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
