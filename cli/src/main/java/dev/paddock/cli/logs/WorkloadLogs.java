// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.ClusterClaims;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.objects.Lookup;
import dev.paddock.cli.objects.Selection;
import dev.paddock.core.platform.TargetNamespace;
import dev.paddock.embedded.Home;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PrettyLoggable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

/**
 * What the containers of one deployment or platform have written, on those of its clusters that are of this machine: the hub
 * tells which those are, the clusters are asked themselves. Following begins as soon as a container has started, and ends
 * with the last of those it began with.
 */
final class WorkloadLogs {
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final Terminal terminal;
    private final int tail;
    private final boolean follow;
    private boolean said;

    WorkloadLogs(Terminal terminal, int tail, boolean follow) {
        this.terminal = terminal;
        this.tail = tail;
        this.follow = follow;
    }

    /** Where containers may be that are asked for. */
    private record Place(String what, String namespace, String project, String name, List<Path> kubeconfigs) {}

    private record Found(KubernetesClient cluster, WorkloadPods.Source source) {}

    void print(String word, HubOptions hubOptions, NamespaceOptions namespace) {
        List<KubernetesClient> clusters = new ArrayList<>();
        try {
            Place place = place(word, hubOptions, namespace);
            place.kubeconfigs().forEach(kubeconfig -> clusters.add(client(kubeconfig)));
            List<Found> found = find(clusters, place);
            if (found.isEmpty()) {
                throw new CliException(
                        ExitCode.NOT_FOUND,
                        "no container of " + place.what() + " has started",
                        "paddock logs -f " + word + ", to wait for one, or paddock explain " + word);
            }
            print(found);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", null, interrupted);
        } finally {
            clusters.forEach(KubernetesClient::close);
        }
    }

    private Place place(String word, HubOptions hubOptions, NamespaceOptions namespaceOptions)
            throws InterruptedException {
        try (Hub hub = hubOptions.connect(terminal)) {
            Selection one = Selection.parse(List.of(word), Discovery.of(hub)).getFirst();
            String name = one.names().getFirst();
            String project = namespaceOptions.in(hub);
            Lookup lookup = new Lookup(hub);
            JsonNode object = lookup.get(one.type(), project, name, Hub.JSON);
            while (follow && clusters(object).isEmpty()) {
                waiting(word);
                object = lookup.get(one.type(), project, name, Hub.JSON);
            }
            String written = object.path("spec").path("targetNamespace").asText();
            return new Place(
                    word,
                    TargetNamespace.of(written.isEmpty() ? null : written, project, name),
                    project,
                    name,
                    kubeconfigs(hub, object, word));
        }
    }

    private static List<String> clusters(JsonNode object) {
        return StreamSupport.stream(object.path("status").path("clusters").spliterator(), false)
                .map(cluster -> cluster.path("name").asText())
                .toList();
    }

    private List<Path> kubeconfigs(Hub hub, JsonNode object, String what) {
        Home home =
                Home.from(terminal.environment(), Path.of(terminal.environment().getOrDefault("HOME", ".")));
        List<String> clusters = clusters(object);
        if (clusters.isEmpty()) {
            throw new CliException(ExitCode.NOT_FOUND, what + " is on no cluster yet", "paddock explain " + what);
        }
        List<String> real = clusters.stream()
                .filter(cluster -> !ClusterClaims.simulated(hub, cluster))
                .toList();
        if (real.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "%s: the nodes of %s are simulated: no container runs there, so nothing is written"
                            .formatted(what, String.join(", ", clusters)),
                    "run it on a spoke whose nodes run containers");
        }
        List<Path> here = real.stream()
                .map(cluster -> home.cluster(cluster).resolve("kubeconfig"))
                .filter(Files::isReadable)
                .toList();
        if (here.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "%s runs on %s, which is not on this machine".formatted(what, String.join(", ", real)),
                    "kubectl logs there");
        }
        return here;
    }

    private List<Found> find(List<KubernetesClient> clusters, Place place) throws InterruptedException {
        while (true) {
            List<Found> found = clusters.stream()
                    .flatMap(cluster -> new WorkloadPods(cluster, place.namespace(), place.project(), place.name())
                            .started().stream().map(source -> new Found(cluster, source)))
                    .toList();
            if (!found.isEmpty() || !follow) {
                return found;
            }
            waiting(place.what());
        }
    }

    private void waiting(String what) throws InterruptedException {
        if (!said) {
            terminal.err().println("Waiting for a container of " + what + " to start");
            said = true;
        }
        Thread.sleep(ASK_AGAIN);
    }

    private void print(List<Found> found) {
        if (!follow || found.size() == 1) {
            found.forEach(one -> print(one, found.size() > 1));
            return;
        }
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            CompletableFuture.allOf(found.stream()
                            .map(one -> CompletableFuture.runAsync(() -> print(one, true), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void print(Found one, boolean named) {
        WorkloadPods.Source source = one.source();
        String prefix = named ? "[%s %s] ".formatted(source.pod(), source.container()) : "";
        var container = one.cluster()
                .pods()
                .inNamespace(source.namespace())
                .withName(source.pod())
                .inContainer(source.container());
        PrettyLoggable log = tail < 0 ? container : container.tailingLines(tail);
        if (!follow) {
            log.getLog().lines().forEach(line -> terminal.out().println(prefix + line));
            return;
        }
        try (LogWatch watch = log.watchLog();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                terminal.out().println(prefix + line);
            }
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.ERROR,
                    "the log of %s/%s ended: %s".formatted(source.namespace(), source.pod(), failure.getMessage()),
                    null,
                    failure);
        }
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
