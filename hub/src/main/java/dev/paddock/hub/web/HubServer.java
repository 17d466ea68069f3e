// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTPS server, a thread per request. The API server of the hub and the command line on the same machine are its only
 * clients, hence the loopback address unless the API server runs elsewhere; it authenticates none of them.
 */
public final class HubServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubServer.class);
    /** Two objects of the largest size that an API server takes, and the envelope. */
    private static final int LARGEST_BODY = 8 * 1024 * 1024;

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Answers a request body with a JSON document. */
    @FunctionalInterface
    public interface Handler {
        byte[] answer(byte[] body) throws IOException;
    }

    /** What a probe is told. */
    public record Health(boolean ok, String text) {}

    /** Tells whether something is well. */
    @FunctionalInterface
    public interface Probe {
        Health check();
    }

    /** @param address its port may be 0 for a free one */
    public HubServer(InetSocketAddress address, TlsFiles tls) {
        try {
            server = HttpsServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve at %s: %s".formatted(address, e.getMessage()), e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.setExecutor(threads);
    }

    /** Answers POST requests to {@code path}. */
    public HubServer post(String path, Handler handler) {
        server.createContext(
                path,
                exchange -> guarded(exchange, () -> {
                    if (!exchange.getRequestMethod().equals("POST")) {
                        send(exchange, NOT_ALLOWED, "text/plain", "only POST\n".getBytes(StandardCharsets.UTF_8));
                        return;
                    }
                    byte[] body = read(exchange);
                    if (body.length > LARGEST_BODY) {
                        send(exchange, TOO_LARGE, "text/plain", "too large\n".getBytes(StandardCharsets.UTF_8));
                        return;
                    }
                    send(exchange, OK, "application/json", handler.answer(body));
                }));
        return this;
    }

    /** Answers probes of {@code path} with 200, or 500 and the reason. */
    public HubServer probe(String path, Probe probe) {
        server.createContext(
                path,
                exchange -> guarded(exchange, () -> {
                    Health health = probe.check();
                    byte[] text = (health.text() + "\n").getBytes(StandardCharsets.UTF_8);
                    send(exchange, health.ok() ? OK : FAILED, "text/plain", text);
                }));
        return this;
    }

    public HubServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Without a path. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "https://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
    }

    /** One route's work. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** A fault in one request is that request's alone: it is logged, and its client is told that there was one. */
    private static void guarded(HttpExchange exchange, Work work) throws IOException {
        try (exchange) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("path", exchange.getRequestURI().getPath())
                        .setCause(e)
                        .log("a request to the hub failed");
                byte[] text = ("internal error: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
                send(exchange, FAILED, "text/plain", text);
            }
        }
    }

    private static byte[] read(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            return body.readNBytes(LARGEST_BODY + 1);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }
}
