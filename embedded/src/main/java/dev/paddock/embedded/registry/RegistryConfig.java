// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import dev.paddock.embedded.pki.KeyMaterial;
import java.nio.file.Path;

/**
 * The configuration of one CNCF Distribution process; pure.
 *
 * @param address host and port to listen on
 * @param secret shared by all that serve the same content
 */
record RegistryConfig(Path data, String address, String secret, KeyMaterial serving, Path htpasswd, boolean readOnly) {

    String text() {
        return """
                version: 0.1
                log:
                  level: warn
                  accesslog:
                    disabled: true
                storage:
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: %s
                  maintenance:
                %s
                http:
                  addr: %s
                  secret: %s
                  tls:
                    certificate: %s
                    key: %s
                auth:
                  htpasswd:
                    realm: paddock
                    path: %s
                """.formatted(
                        data,
                        !readOnly,
                        maintenance().indent(4).stripTrailing(),
                        address,
                        secret,
                        serving.certificate(),
                        serving.key(),
                        htpasswd);
    }

    private String maintenance() {
        return readOnly ? """
                uploadpurging:
                  enabled: false
                readonly:
                  enabled: true
                """ : """
                uploadpurging:
                  enabled: true
                  age: 24h
                  interval: 24h
                  dryrun: false
                """;
    }
}
