// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Which loopback port belongs to whom, chosen once and kept in {@code ports.json}. Ports lie below the range from which
 * Linux takes the local end of outgoing connections, so that none is lost to a client while its server is down.
 */
public final class LocalPorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final FileLocks locks;
    private final RandomGenerator random;
    private final JsonMapper json = JsonMapper.builder().build();

    public LocalPorts(Home home, FileLocks locks, RandomGenerator random) {
        this.home = home;
        this.locks = locks;
        this.random = random;
    }

    /** The port of {@code owner}, chosen now if it has none. It may be in use: by the owner, or by a stranger. */
    public int claim(String owner) {
        try (FileLocks.Held held = lock()) {
            Map<String, Integer> ports = read();
            Integer known = ports.get(owner);
            return known != null ? known : choose(owner, ports);
        }
    }

    /** The same, for an owner that is about to start: a port that a stranger took meanwhile is given up for another. */
    public int claimFree(String owner) {
        try (FileLocks.Held held = lock()) {
            Map<String, Integer> ports = read();
            Integer known = ports.get(owner);
            return known != null && free(known) ? known : choose(owner, ports);
        }
    }

    public Optional<Integer> claimed(String owner) {
        return Optional.ofNullable(read().get(owner));
    }

    /** Gives up every port whose owner's name starts so. */
    public void release(String prefix) {
        try (FileLocks.Held held = lock()) {
            Map<String, Integer> ports = read();
            if (ports.keySet().removeIf(owner -> owner.startsWith(prefix))) {
                write(ports);
            }
        }
    }

    private int choose(String owner, Map<String, Integer> ports) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = random.nextInt(LOWEST, HIGHEST);
            if (!ports.containsValue(candidate) && free(candidate)) {
                ports.put(owner, candidate);
                write(ports);
                return candidate;
            }
        }
        throw new EmbeddedException("No free port between %d and %d on 127.0.0.1 for %s after %d attempts."
                .formatted(LOWEST, HIGHEST, owner, ATTEMPTS));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without it a port whose last connections linger in TIME_WAIT would look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private FileLocks.Held lock() {
        return locks.acquire(home.locks().resolve("ports"), "choosing ports", PATIENCE);
    }

    private Path file() {
        return home.root().resolve("ports.json");
    }

    private Map<String, Integer> read() {
        try {
            return json.readValue(home.read(file()).orElse("{}"), new TypeReference<TreeMap<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            throw new EmbeddedException("%s is damaged: %s".formatted(file(), e.getOriginalMessage()), e);
        }
    }

    private void write(Map<String, Integer> ports) {
        try {
            home.write(file(), json.writerWithDefaultPrettyPrinter().writeValueAsString(ports));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ports are plain data", e);
        }
    }
}
