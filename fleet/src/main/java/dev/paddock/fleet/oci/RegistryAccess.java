// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import org.jspecify.annotations.Nullable;

/**
 * How a registry is entered.
 *
 * @param authority PEM certificates to trust besides the platform's own; absent for a publicly certified registry
 * @param plainHttp only for a registry that is named so by an administrator
 */
public record RegistryAccess(
        @Nullable Credentials credentials, @Nullable String authority, boolean plainHttp) {

    public static RegistryAccess anonymous() {
        return new RegistryAccess(null, null, false);
    }

    /** Kept out of logs. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    @Override
    public String toString() {
        return "RegistryAccess[" + (credentials == null ? "anonymous" : credentials.user()) + "]";
    }
}
