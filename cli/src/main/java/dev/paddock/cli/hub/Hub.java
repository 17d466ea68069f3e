// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One API server, asked in JSON. Turns every way of not getting an answer into a failure a person understands. */
public final class Hub implements AutoCloseable {
    public static final String JSON = "application/json";
    public static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Config config;
    private final HttpClient client;

    private Hub(Config config, HttpClient client) {
        this.config = config;
        this.client = client;
    }

    public static Hub connect(Config config) {
        // A person waits for the answer: one repetition bridges a hiccup, the default of ten hides a hub that is down.
        config.setRequestRetryBackoffLimit(1);
        return new Hub(config, HttpClientUtils.createHttpClient(config));
    }

    /** The namespace the kubeconfig stands in. */
    public String namespace() {
        String namespace = config.getNamespace();
        return namespace == null || namespace.isEmpty() ? "default" : namespace;
    }

    /** Where the API server is, without a trailing slash. */
    public String address() {
        String url = config.getMasterUrl();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public JsonNode get(String path, String accept) {
        return send("GET", path, accept, null, null).body();
    }

    public JsonNode get(String path) {
        return get(path, JSON);
    }

    /** Empty when the server says there is no such object. */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (ApiFailure failure) {
            if (failure.notFound()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    public Answer send(
            String method, String path, String accept, @Nullable String contentType, @Nullable JsonNode body) {
        HttpRequest.Builder request =
                client.newHttpRequestBuilder().uri(address() + path).header("Accept", accept);
        // The client turns a DELETE without a body into a GET (fabric8 #7953).
        JsonNode sent = body == null && method.equals("DELETE") ? JsonNodeFactory.instance.objectNode() : body;
        if (sent != null) {
            request.method(method, contentType == null ? JSON : contentType, sent.toString());
        }
        HttpResponse<String> response = await(client.sendAsync(request.build(), String.class));
        JsonNode answer = parse(response.body());
        if (response.code() >= FIRST_ERROR) {
            throw new ApiFailure(response.code(), answer);
        }
        return new Answer(response.code(), answer, warnings(response.headers("Warning")));
    }

    /** Hands each watch event to {@code done} until that says so, the server ends the watch, or time is over. */
    public WatchEnd watch(String path, String accept, Duration limit, Predicate<JsonNode> done) {
        HttpRequest.Builder request =
                client.newHttpRequestBuilder().uri(address() + path).header("Accept", accept);
        request.forStreaming();
        LineQueue lines = new LineQueue();
        HttpResponse<AsyncBody> response = await(client.consumeBytes(request.build(), lines));
        AsyncBody body = response.body();
        body.done().whenComplete((complete, failure) -> lines.end());
        body.consume();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                Optional<String> line = lines.next(deadline - System.nanoTime());
                if (line == null) {
                    return WatchEnd.TIMED_OUT;
                }
                if (line.isEmpty()) {
                    return WatchEnd.CLOSED;
                }
                JsonNode event = event(response.code(), parse(line.get()));
                if (done.test(event)) {
                    return WatchEnd.SATISFIED;
                }
            }
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            body.cancel();
        }
    }

    private static JsonNode event(int code, JsonNode event) {
        if (code >= FIRST_ERROR) {
            throw new ApiFailure(code, event);
        }
        if (event.path("type").asText().equals("ERROR")) {
            JsonNode status = event.path("object");
            throw new ApiFailure(status.path("code").asInt(FIRST_ERROR), status);
        }
        return event;
    }

    private static CliException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new CliException(ExitCode.INTERRUPTED, "interrupted", null, interrupted);
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (ExecutionException failure) {
            throw unreachable(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    private CliException unreachable(Throwable cause) {
        String why = cause instanceof ConnectException
                ? "nothing listens there"
                : cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
        return new CliException(
                ExitCode.UNREACHABLE,
                "the hub at " + address() + " does not answer: " + why,
                "paddock status, then paddock up",
                cause);
    }

    private static JsonNode parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            // Proxies and some server paths answer errors in plain text; that text is then the message.
            return JsonNodeFactory.instance.objectNode().put("message", text.strip());
        }
    }

    private static List<String> warnings(List<String> headers) {
        List<String> warnings = new ArrayList<>();
        for (String header : headers) {
            Matcher matcher = WARNING.matcher(header);
            while (matcher.find()) {
                warnings.add(matcher.group(1).replaceAll("\\\\(.)", "$1"));
            }
        }
        return warnings;
    }

    @Override
    public void close() {
        client.close();
    }
}
