// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer.Chart;
import dev.paddock.render.helm.ChartQuestion.RefusedException;
import dev.paddock.render.worker.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a chart on disk, or has a process get it from its repository into the store. Credentials go to that process alone, on its input. */
final class ChartFetcher {

    private static final Pattern REMOTE = Pattern.compile("(https?|oci)://.*");

    private final WorkerPool pool;
    private final HelmSettings settings;
    private final ReferencedObjects objects;

    ChartFetcher(WorkerPool pool, HelmSettings settings, ReferencedObjects objects) {
        this.pool = pool;
        this.settings = settings;
        this.objects = objects;
    }

    /** @param path a file or a directory */
    record Fetched(Path path, Chart chart) {}

    /** @throws EngineUnavailableException if the repository cannot be reached now, or is busy: the same may be asked again later */
    Fetched fetch(ChartQuestion question) throws RefusedException {
        JsonNode spec = question.source().path("spec");
        String url = spec.path("url").asText();
        if (!REMOTE.matcher(url).matches()) {
            return onDisk(url, question.chart());
        }
        refuseWhatIsNotDone(spec);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("id", 1)
                .put("url", url)
                .put("chart", question.chart())
                .put("version", question.version())
                .put("insecure", spec.path("insecure").asBoolean())
                .put("passCredentials", spec.path("passCredentials").asBoolean())
                .put("store", settings.store().toString())
                .put("maxMiB", settings.chartMiB())
                .put("milliseconds", settings.fetchTime().toMillis());
        if (question.source().path("kind").asText().equals("OCIRepository")) {
            JsonNode wanted = spec.path("ref");
            request.put(
                            "version",
                            wanted.path("semver")
                                    .asText(wanted.path("tag").asText("latest").replace('_', '+')))
                    .put("digest", wanted.path("digest").asText());
        } else if (url.startsWith("oci://")) {
            request.put("url", url.replaceAll("/$", "") + "/" + question.chart());
        }
        String namespace = question.source().path("metadata").path("namespace").asText(question.namespace());
        credentials(spec, namespace, request);
        return switch (pool.ask(request)) {
            case WorkerPool.Answer.Unavailable unavailable ->
                throw new EngineUnavailableException(unavailable.reason(), unavailable.cause());
            case WorkerPool.Answer.Failed failed -> throw new RefusedException(failed.reason());
            case WorkerPool.Answer.Given given -> fetched(given.answer(), url, question.chart());
        };
    }

    private static Fetched fetched(JsonNode answer, String url, String chart) throws RefusedException {
        JsonNode problem = answer.path("problems").path(0);
        String message = problem.path("message").asText();
        if (problem.path("temporary").asBoolean()) {
            throw new EngineUnavailableException(message);
        }
        if (!problem.isMissingNode()) {
            throw new RefusedException(message);
        }
        JsonNode result = answer.path("result");
        String name = chart.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : chart;
        return new Fetched(
                Path.of(result.path("path").asText()),
                new Chart(
                        name,
                        result.path("version").asText(),
                        result.path("digest").asText(),
                        result.path("source").asText()));
    }

    private Fetched onDisk(String url, String chart) throws RefusedException {
        Optional<Path> base = settings.directory();
        if (base.isEmpty()) {
            throw new RefusedException("\"" + url + "\" is no repository here: write an http, https or oci URL, or the "
                    + "name of a HelmRepository");
        }
        Path folder = base.get().resolve(url.replaceFirst("^file://", "")).normalize();
        Path path = folder.resolve(chart).normalize();
        if (!path.startsWith(folder) || !Files.exists(path)) {
            throw new RefusedException("there is no chart at " + url.replaceAll("/$", "") + "/" + chart);
        }
        return new Fetched(path, new Chart(chart, "", "", url));
    }

    private static void refuseWhatIsNotDone(JsonNode source) throws RefusedException {
        if (source.has("verify")) {
            throw new RefusedException(
                    "the chart's signature is checked where it is installed; clusters with Flux do it");
        }
        String provider = source.path("provider").asText("generic");
        if (!provider.equals("generic")) {
            throw new RefusedException("logging in to " + provider + " by the machine's identity is the controller's; "
                    + "name a Secret by secretRef");
        }
    }

    /** As Flux reads them: user name and password, or a docker configuration, and certificates. */
    private void credentials(JsonNode spec, String namespace, ObjectNode request) throws RefusedException {
        Optional<ObjectNode> login = secret(spec.path("secretRef"), namespace);
        if (login.isPresent()) {
            ObjectNode secret = login.get();
            if (value(secret, ".dockerconfigjson").isPresent()) {
                new DockerLogin(value(secret, ".dockerconfigjson").orElseThrow()).into(request);
            } else {
                value(secret, "username").ifPresent(text -> request.put("username", text));
                value(secret, "password").ifPresent(text -> request.put("password", text));
            }
        }
        Optional<ObjectNode> certificates = secret(spec.path("certSecretRef"), namespace);
        certificates.ifPresent(secret -> {
            value(secret, "ca.crt").ifPresent(text -> request.put("ca", text));
            value(secret, "tls.crt").ifPresent(text -> request.put("cert", text));
            value(secret, "tls.key").ifPresent(text -> request.put("key", text));
        });
    }

    private Optional<ObjectNode> secret(JsonNode reference, String namespace) throws RefusedException {
        String name = reference.path("name").asText();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectNode> found = objects.find("Secret", namespace, name);
        if (found.isEmpty()) {
            throw new RefusedException("there is no Secret %s in namespace %s".formatted(name, namespace));
        }
        return found;
    }

    private static Optional<String> value(ObjectNode secret, String key) {
        JsonNode plain = secret.path("stringData").path(key);
        if (plain.isTextual()) {
            return Optional.of(plain.textValue());
        }
        JsonNode encoded = secret.path("data").path(key);
        return encoded.isTextual()
                ? Optional.of(new String(Base64.getMimeDecoder().decode(encoded.textValue()), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
