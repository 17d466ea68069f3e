// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.AppliedManifestWorkSpec;
import dev.paddock.api.ocm.AppliedManifestWorkStatus;
import dev.paddock.api.ocm.AppliedManifestWorkStatus.AppliedResource;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records on the spoke of what each work applied; they survive the hub and say what to remove when a work goes. */
final class WorkRecords {

    private static final Comparator<AppliedResource> ORDER = Comparator.comparing(AppliedResource::group)
            .thenComparing(AppliedResource::version)
            .thenComparing(AppliedResource::resource)
            .thenComparing(resource -> Objects.requireNonNullElse(resource.namespace(), ""))
            .thenComparing(AppliedResource::name);

    private final KubernetesClient spoke;
    private final Lister<AppliedManifestWork> records;
    private final StatusWriter<AppliedManifestWorkStatus, AppliedManifestWork> writer;
    private final String hubHash;
    private final String agentId;

    WorkRecords(KubernetesClient spoke, Lister<AppliedManifestWork> records, String hubHash, String agentId) {
        this.spoke = spoke;
        this.records = records;
        this.writer = new StatusWriter<>(spoke, records);
        this.hubHash = hubHash;
        this.agentId = agentId;
    }

    Optional<AppliedManifestWork> find(String work) {
        return records.get(new NamespacedName("", recordName(work)));
    }

    /** The work that a record of this hub belongs to. */
    Optional<String> workOf(String recordName) {
        return recordName.startsWith(hubHash + "-")
                ? Optional.of(recordName.substring(hubHash.length() + 1))
                : Optional.empty();
    }

    AppliedManifestWork ensure(String work) {
        Optional<AppliedManifestWork> known = find(work);
        if (known.isPresent()) {
            return known.get();
        }
        AppliedManifestWork record = new AppliedManifestWork();
        record.setMetadata(new ObjectMetaBuilder()
                .withName(recordName(work))
                .withFinalizers(OcmNames.APPLIED_MANIFEST_WORK_FINALIZER)
                .build());
        record.setSpec(new AppliedManifestWorkSpec(hubHash, agentId, work));
        AppliedManifestWork created = createOrGet(record);
        records.wrote(created);
        return created;
    }

    AppliedManifestWork record(AppliedManifestWork record, Collection<AppliedResource> resources) {
        return write(record, resources, null);
    }

    /** Remembers since when the hub no longer knows the work. */
    AppliedManifestWork abandoned(AppliedManifestWork record, Instant since) {
        return write(
                record, resources(record), since.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    void delete(AppliedManifestWork record) {
        spoke.resource(record).delete();
    }

    void release(AppliedManifestWork record) {
        writer.removeFinalizer(record, OcmNames.APPLIED_MANIFEST_WORK_FINALIZER);
    }

    static List<AppliedResource> resources(AppliedManifestWork record) {
        AppliedManifestWorkStatus status = record.getStatus();
        return status == null ? List.of() : status.appliedResources();
    }

    private AppliedManifestWork write(
            AppliedManifestWork record, Collection<AppliedResource> resources, @Nullable String evictionStart) {
        List<AppliedResource> sorted = new ArrayList<>(resources);
        sorted.sort(ORDER);
        return writer.write(record, new AppliedManifestWorkStatus(sorted, evictionStart));
    }

    private AppliedManifestWork createOrGet(AppliedManifestWork record) {
        try {
            return spoke.resource(record).create();
        } catch (KubernetesClientException exists) {
            AppliedManifestWork found = exists.getCode() == HttpURLConnection.HTTP_CONFLICT
                    ? spoke.resource(record).get()
                    : null;
            if (found == null) {
                throw exists;
            }
            return found;
        }
    }

    private String recordName(String work) {
        return hubHash + "-" + work;
    }
}
