// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this cluster's HAProxy is, as whoever started it wrote down.
 *
 * @param directory of its configuration
 * @param address and {@code port} on which it listens
 * @param control the socket on which its master takes commands
 * @param pods the only addresses it may lead to: all others are the machine's or a neighbour's
 */
public record GatewaySettings(Path directory, String address, int port, Path control, AddressRange pods) {

    private static final String FILE = "gateway.json";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Written(String address, int port, String control, String pods) {}

    public static GatewaySettings read(Path directory) throws IOException {
        Written written = new ObjectMapper().readValue(Files.readString(directory.resolve(FILE)), Written.class);
        return new GatewaySettings(
                directory,
                written.address(),
                written.port(),
                Path.of(written.control()),
                AddressRange.parse(written.pods()));
    }

    Path configuration() {
        return directory.resolve("haproxy.cfg");
    }
}
