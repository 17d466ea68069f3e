// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A Helm repository: an index and archives under one path, another behind a password, and what was asked of it. */
final class ChartServer implements AutoCloseable {

    static final String USER = "reader";
    static final String PASSWORD = "s3cr3t-of-the-repository";

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    ChartServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/charts/");
        serve("/private/").setAuthenticator(new BasicAuthenticator("charts") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals(USER) && password.equals(PASSWORD);
            }
        });
        server.start();
    }

    private HttpContext serve(String path) {
        return server.createContext(path, exchange -> {
            String name = exchange.getRequestURI().getPath().substring(path.length());
            asked.add(name);
            if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
                return;
            }
            byte[] file = files.get(name);
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            try (OutputStream body = exchange.getResponseBody()) {
                if (file != null) {
                    body.write(file);
                }
            }
        });
    }

    String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
    }

    void index(String yaml) {
        files.put("index.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    void file(String name, byte[] content) {
        files.put(name, content);
    }

    /** Answers the next requests with 503. */
    void busyFor(int requests) {
        busy.set(requests);
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The chart as Helm packs it. */
    static byte[] archive(Path chart, Path target) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        target.toString(),
                        "-C",
                        Objects.requireNonNull(chart.getParent()).toString(),
                        chart.getFileName().toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar ended with " + tar.exitValue());
        }
        return Files.readAllBytes(target);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
