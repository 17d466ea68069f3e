// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the pods that rendered objects will make and how many there can be at most: an autoscaler's maximum, a Job's parallelism, one run
 * of a CronJob, the sum over the replica specs of a training job, each node for a DaemonSet. A kind nobody knows counts through
 * {@code spec.template} if it has one, else not at all.
 */
final class PodGroups {

    private static final List<String> KUBEFLOW_REPLICA_SPECS = List.of(
            "tfReplicaSpecs",
            "pytorchReplicaSpecs",
            "mpiReplicaSpecs",
            "xgbReplicaSpecs",
            "paddleReplicaSpecs",
            "jaxReplicaSpecs");

    private final Map<String, Long> autoscaled = new HashMap<>();
    private final List<PodGroup> groups = new ArrayList<>();

    private PodGroups() {}

    static List<PodGroup> of(List<? extends JsonNode> objects) {
        PodGroups found = new PodGroups();
        objects.forEach(found::readAutoscaler);
        objects.forEach(found::read);
        return List.copyOf(found.groups);
    }

    private void readAutoscaler(JsonNode object) {
        JsonNode spec = object.path("spec");
        if (object.path("kind").asText().equals("HorizontalPodAutoscaler")) {
            JsonNode target = spec.path("scaleTargetRef");
            autoscaled.put(
                    key(
                            target.path("kind").asText(),
                            namespace(object),
                            target.path("name").asText()),
                    spec.path("maxReplicas").asLong());
        }
    }

    private void read(JsonNode object) {
        JsonNode spec = object.path("spec");
        switch (object.path("kind").asText()) {
            case "Pod" -> add(object, object, 1);
            case "Job" ->
                add(object, spec.path("template"), spec.path("parallelism").asLong(1));
            case "CronJob" -> {
                JsonNode job = spec.path("jobTemplate").path("spec");
                add(object, job.path("template"), job.path("parallelism").asLong(1));
            }
            case "DaemonSet" -> add(object, spec.path("template"), 1, true);
            case "TrainJob" -> readTrainJob(object);
            case "InferenceService" -> readInferenceService(object);
            default -> readReplicated(object);
        }
    }

    private void readReplicated(JsonNode object) {
        JsonNode spec = object.path("spec");
        Optional<String> kubeflow =
                KUBEFLOW_REPLICA_SPECS.stream().filter(spec::has).findFirst();
        if (kubeflow.isPresent()) {
            long elastic = spec.path("elasticPolicy").path("maxReplicas").asLong(0);
            spec.path(kubeflow.get()).properties().forEach(replica -> {
                long written = replica.getValue().path("replicas").asLong(1);
                boolean scales = replica.getKey().equals("Worker") && elastic > 0;
                add(object, replica.getValue().path("template"), scales ? Math.max(elastic, written) : written);
            });
        } else if (spec.path("template").path("spec").isObject()) {
            long written = spec.path("replicas").asLong(1);
            Long most = autoscaled.get(key(
                    object.path("kind").asText(),
                    namespace(object),
                    object.path("metadata").path("name").asText()));
            add(object, spec.path("template"), most == null ? written : Math.max(most, written));
        }
    }

    private void readTrainJob(JsonNode object) {
        JsonNode trainer = object.path("spec").path("trainer");
        if (trainer.path("resourcesPerNode").isObject()) {
            JsonNode container = trainer.deepCopy();
            ((ObjectNode) container).set("resources", trainer.path("resourcesPerNode"));
            add(object, podOf(container), trainer.path("numNodes").asLong(1));
        }
    }

    private void readInferenceService(JsonNode object) {
        for (String part : List.of("predictor", "transformer", "explainer")) {
            JsonNode spec = object.path("spec").path(part);
            if (spec.isObject()) {
                long most = spec.path("maxReplicas").asLong(0);
                long replicas = most > 0 ? most : spec.path("minReplicas").asLong(1);
                JsonNode containers = spec.path("containers");
                add(object, containers.isArray() ? wrap(spec) : podOf(spec.path("model")), replicas);
            }
        }
    }

    private static JsonNode podOf(JsonNode container) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.putArray("containers").add(container);
        return wrap(spec);
    }

    private static JsonNode wrap(JsonNode podSpec) {
        return JsonNodeFactory.instance.objectNode().set("spec", podSpec);
    }

    private void add(JsonNode object, JsonNode template, long replicas) {
        add(object, template, replicas, false);
    }

    private void add(JsonNode object, JsonNode template, long replicas, boolean everyNode) {
        JsonNode metadata = object.path("metadata");
        String owner =
                object.path("kind").asText() + " " + metadata.path("name").asText();
        groups.add(new PodGroup(owner, metadata, template, Math.max(0, replicas), everyNode));
    }

    private static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText();
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }
}
