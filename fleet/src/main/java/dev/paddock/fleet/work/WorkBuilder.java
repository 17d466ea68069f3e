// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.work;

import dev.paddock.api.ocm.ManifestConfig;
import dev.paddock.api.ocm.ManifestConfig.FeedbackRule;
import dev.paddock.api.ocm.ManifestConfig.FeedbackScrapeType;
import dev.paddock.api.ocm.ManifestConfig.FeedbackType;
import dev.paddock.api.ocm.ManifestConfig.JsonPath;
import dev.paddock.api.ocm.ManifestConfig.ServerSideApply;
import dev.paddock.api.ocm.ManifestConfig.UpdateStrategy;
import dev.paddock.api.ocm.ManifestConfig.UpdateType;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import dev.paddock.api.ocm.ManifestWorkSpec.DeleteOption;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.api.ocm.ManifestWorkSpec.SelectivelyOrphan;
import dev.paddock.api.ocm.ManifestWorkSpec.Workload;
import dev.paddock.api.ocm.ResourceIdentifier;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a ManifestWork together: objects that the agent applies server-side, what stays behind when the work is deleted,
 * and which values come back.
 */
public final class WorkBuilder {
    /** Under these names the revision that a Kustomization applied, and its readiness, come back. */
    public static final String APPLIED_REVISION = "lastAppliedRevision";

    public static final String READY = "ready";
    public static final String READY_MESSAGE = "readyMessage";

    private static final List<JsonPath> FLUX_FEEDBACK = List.of(
            new JsonPath(APPLIED_REVISION, null, ".status.lastAppliedRevision"),
            new JsonPath(READY, null, ".status.conditions[?(@.type==\"Ready\")].status"),
            new JsonPath(READY_MESSAGE, null, ".status.conditions[?(@.type==\"Ready\")].message"));

    private final KubernetesSerialization serialization;
    private final List<GenericKubernetesResource> manifests = new ArrayList<>();
    private final List<ManifestConfig> configs = new ArrayList<>();
    private final List<ResourceIdentifier> orphans = new ArrayList<>();

    public WorkBuilder(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    /** Only what the manifest says is owned: the agent applies server-side and takes fields that others hold. */
    public WorkBuilder with(HasMetadata manifest) {
        return add(manifest, List.of());
    }

    /** Also asks for the Flux status of the object. */
    public WorkBuilder withFluxFeedback(HasMetadata manifest) {
        return add(manifest, List.of(new FeedbackRule(FeedbackType.JSON_PATHS, FLUX_FEEDBACK)));
    }

    /** The object stays on the spoke when the work is deleted. */
    public WorkBuilder withOrphaned(HasMetadata manifest) {
        orphans.add(identify(manifest));
        return with(manifest);
    }

    public ManifestWork build(String clusterNamespace, String name, Map<String, String> labels) {
        DeleteOption deletion = orphans.isEmpty()
                ? new DeleteOption(PropagationPolicy.FOREGROUND, null, null)
                : new DeleteOption(PropagationPolicy.SELECTIVELY_ORPHAN, new SelectivelyOrphan(orphans), null);
        ManifestWork work = new ManifestWork();
        work.setMetadata(new ObjectMetaBuilder()
                .withNamespace(clusterNamespace)
                .withName(name)
                .withLabels(labels)
                .build());
        work.setSpec(new ManifestWorkSpec(new Workload(manifests), deletion, configs, null));
        return work;
    }

    private WorkBuilder add(HasMetadata manifest, List<FeedbackRule> feedback) {
        manifests.add(serialization.convertValue(manifest, GenericKubernetesResource.class));
        configs.add(new ManifestConfig(
                identify(manifest),
                feedback,
                new UpdateStrategy(UpdateType.SERVER_SIDE_APPLY, new ServerSideApply(true, null, List.of())),
                List.of(),
                feedback.isEmpty() ? null : FeedbackScrapeType.WATCH));
        return this;
    }

    private static ResourceIdentifier identify(HasMetadata manifest) {
        String apiVersion = manifest.getApiVersion();
        int slash = apiVersion.indexOf('/');
        return new ResourceIdentifier(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                manifest.getPlural(),
                manifest.getMetadata().getName(),
                manifest.getMetadata().getNamespace());
    }
}
