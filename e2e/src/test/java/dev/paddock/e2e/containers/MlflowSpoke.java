// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Fleet;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The MLflow of {@code deploy/examples/mlflow} that one team has on one spoke: its page, its API and its pods. */
record MlflowSpoke(Fleet fleet, String cluster, String team) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A finished training as MLflow tells it. */
    record Run(String id, String experiment, String name, String status, double accuracy) {}

    String namespace() {
        return team + "-mlflow";
    }

    String url() {
        return fleet.run("open", "mlplatform/mlflow", "-n", team, "--print")
                .expect(0)
                .out()
                .strip();
    }

    /** False as long as the page does not answer. */
    boolean answers() {
        return curl(url() + "health").map("OK"::equals).orElse(false);
    }

    List<Run> runs() {
        String body = curl(
                        url() + "api/2.0/mlflow/runs/search",
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        "{\"experiment_ids\":[\"1\"]}")
                .orElseThrow(() -> new AssertionError("MLflow on " + cluster + " does not answer"));
        try {
            List<Run> runs = new ArrayList<>();
            JSON.readTree(body).path("runs").forEach(run -> runs.add(run(run)));
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run onlyRun() {
        List<Run> runs = runs();
        if (runs.size() != 1) {
            throw new AssertionError("there is one run on " + cluster + ", and not " + runs);
        }
        return runs.getFirst();
    }

    private static Run run(JsonNode run) {
        JsonNode info = run.path("info");
        double accuracy = Double.NaN;
        for (JsonNode metric : run.path("data").path("metrics")) {
            if (metric.path("key").asText().equals("accuracy")) {
                accuracy = metric.path("value").asDouble();
            }
        }
        return new Run(
                info.path("run_id").asText(),
                info.path("experiment_id").asText(),
                info.path("run_name").asText(),
                info.path("status").asText(),
                accuracy);
    }

    Pod pod() {
        return fleet
                .cluster(cluster)
                .pods()
                .inNamespace(namespace())
                .withLabel("app.kubernetes.io/name", "mlflow")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("MLflow has no pod on " + cluster));
    }

    /** Runs Python in a pod of the platform's namespace. */
    CommandResult python(String pod, String program) {
        return fleet.run(
                "kubectl", "--cluster", cluster, "exec", "-n", namespace(), pod, "--", "python3", "-c", program);
    }

    boolean reaches(String pod, String address, int port) {
        CommandResult result = python(pod, """
                import socket
                try:
                    socket.create_connection(("%s", %d), 2).close()
                    print("reached")
                except OSError as refused:
                    print("not reached:", refused)
                """.formatted(address, port)).expect(0);
        return result.out().strip().equals("reached");
    }

    /** curl and browsers know that names below localhost are this machine, Java asks a resolver that may not. */
    private Optional<String> curl(String address, String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--fail", "--max-time", "20", address));
        command.addAll(List.of(arguments));
        CommandResult result = fleet.paddock().run(fleet.home(), Map.of(), command);
        return result.exitCode() == 0 ? Optional.of(result.out()) : Optional.empty();
    }
}
