// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.artifact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.RetiredArtifacts.Due;
import dev.paddock.core.artifact.RetiredArtifacts.Retention;
import dev.paddock.fleet.oci.RegistryException;
import dev.paddock.fleet.retention.RetirementRecord;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes artifacts that a deployment has left behind once they have been left for long enough, and the whole repository of one that is
 * gone. What is left behind is written down by whoever leaves it; this decides on nothing that is in use.
 */
@ControllerConfiguration(
        name = "artifact",
        generationAwareEventProcessing = false,
        informer = @Informer(labelSelector = RetirementRecord.LABEL + "=true", namespaces = Namespaces.SYSTEM))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 600_000)
public final class ArtifactCollector implements Reconciler<ConfigMap> {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactCollector.class);
    /** Space is not urgent, and a registry that is gone or allows no deletion stays so. */
    private static final Duration TRY_AGAIN = Duration.ofDays(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final Sweeping registry;
    private final Supplier<Map<String, String>> settings;

    /** @param settings of the installation, asked each time */
    public ArtifactCollector(
            KubernetesClient client, Clock clock, Sweeping registry, Supplier<Map<String, String>> settings) {
        this.client = client;
        this.clock = clock;
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public UpdateControl<ConfigMap> reconcile(ConfigMap map, Context<ConfigMap> context) {
        RetirementRecord record;
        try {
            record = RetirementRecord.read(map);
        } catch (IllegalArgumentException e) {
            // Somebody has edited it; trying again would not help, and a further edit comes here again.
            LOG.atWarn()
                    .addKeyValue("namespace", map.getMetadata().getNamespace())
                    .addKeyValue("name", map.getMetadata().getName())
                    .log("not a record of retired artifacts: {}", e.getMessage());
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        Retention retention;
        try {
            retention = RetentionSettings.of(settings.get());
        } catch (IllegalArgumentException e) {
            LOG.warn("no artifact is removed: ConfigMap {}/paddock-config: {}", Namespaces.SYSTEM, e.getMessage());
            return UpdateControl.<ConfigMap>noUpdate().rescheduleAfter(TRY_AGAIN);
        }
        Optional<WorkloadDeployment> deployment = Optional.ofNullable(client.resources(WorkloadDeployment.class)
                .inNamespace(record.project())
                .withName(record.deployment())
                .get());
        UpdateControl<ConfigMap> done = UpdateControl.noUpdate();
        try {
            Optional<Instant> again = deployment.isPresent()
                    ? collect(map, record, record.artifacts().at(now, retention, inUse(record, deployment)))
                    : clear(map, record, retention, now);
            return again.map(
                            at -> done.rescheduleAfter(Duration.between(now, at).plusMillis(1)))
                    .orElse(done);
        } catch (RegistryException e) {
            LOG.warn("artifacts stay for another day: {}", e.getMessage());
            return done.rescheduleAfter(TRY_AGAIN);
        }
    }

    /** The deployment goes on: what it left behind goes piece by piece. */
    private Optional<Instant> collect(ConfigMap map, RetirementRecord record, Due due) {
        due.remove().forEach(digest -> {
            registry.remove(record.repository(), digest);
            LOG.info(
                    "artifact removed repository={} digest={}",
                    record.repository().url(),
                    digest);
        });
        Set<Digest> done = new HashSet<>(due.remove());
        done.addAll(due.forget());
        if (!done.isEmpty()) {
            forget(map, done);
        }
        return due.again();
    }

    /** The deployment is gone: all that it ever published goes, once the last of it has been left for long enough. */
    private Optional<Instant> clear(ConfigMap map, RetirementRecord record, Retention retention, Instant now) {
        Optional<Instant> due = record.artifacts().allLeftFor(retention.grace()).filter(now::isBefore);
        if (due.isEmpty()) {
            registry.empty(record.repository(), inUse(record, Optional.empty()));
            client.resource(map).delete();
            LOG.info("repository emptied repository={}", record.repository().url());
        }
        return due;
    }

    /** What the deployment wants, what its clusters were told, and what they run. */
    private Set<Digest> inUse(RetirementRecord record, Optional<WorkloadDeployment> deployment) {
        Stream<String> wanted = deployment.map(WorkloadDeployment::getStatus).stream()
                .flatMap(status -> status.artifacts().stream())
                .map(ArtifactRef::digest);
        Stream<String> delivered = client
                .resources(Workload.class)
                .inAnyNamespace()
                .withLabels(Map.of(
                        Labels.PROJECT_NAME, record.project(),
                        Labels.DEPLOYMENT, record.deployment()))
                .list()
                .getItems()
                .stream()
                .flatMap(ArtifactCollector::digests);
        Set<Digest> digests = new HashSet<>();
        Stream.concat(wanted, delivered)
                .filter(Objects::nonNull)
                .map(Digest::new)
                .forEach(digests::add);
        return digests;
    }

    private static Stream<String> digests(Workload workload) {
        var artifact = workload.getSpec() == null ? null : workload.getSpec().artifact();
        var status = workload.getStatus();
        return Stream.of(
                        Optional.ofNullable(artifact).map(found -> found.digest()),
                        Optional.ofNullable(status).map(found -> found.appliedDigest()))
                .flatMap(Optional::stream);
    }

    /** Refused when somebody has written to it meanwhile, and then looked at anew. */
    private void forget(ConfigMap map, Set<Digest> digests) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("resourceVersion", map.getMetadata().getResourceVersion());
        ObjectNode data = patch.putObject("data");
        digests.forEach(digest -> data.putNull(RetirementRecord.key(digest)));
        client.resource(map).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }
}
