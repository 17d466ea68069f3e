// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import java.nio.file.Path;

/**
 * How to reach the bundled registry.
 *
 * @param address host and port, as in an image reference
 * @param authority certificate that signed the registry's own
 */
public record RegistryEndpoint(String address, String user, String password, Path authority) {
    @Override
    public String toString() {
        return "RegistryEndpoint[" + address + "]";
    }
}
