// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestCondition;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Approves the certificates of agents whose cluster is accepted, and denies those that are asked for by somebody else. It
 * signs nothing and judges no other request; finished requests are cleared away by Kubernetes.
 */
@ControllerConfiguration(
        name = CertificateApproval.NAME,
        informer = @Informer(labelSelector = OcmNames.CLUSTER_NAME_LABEL))
public final class CertificateApproval implements Reconciler<CertificateSigningRequest> {
    static final String NAME = "certificate-approval-stand-in";

    private static final Logger LOG = LoggerFactory.getLogger(CertificateApproval.class);

    private final KubernetesClient client;
    private final BooleanSupplier active;
    private final CertificateAskReader reader;

    /** @param active whether the contract is ours to serve now */
    public CertificateApproval(KubernetesClient client, BooleanSupplier active) {
        this.client = client;
        this.active = active;
        this.reader = new CertificateAskReader(client);
    }

    @Override
    public List<EventSource<?, CertificateSigningRequest>> prepareEventSources(
            EventSourceContext<CertificateSigningRequest> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ManagedCluster.class, CertificateSigningRequest.class)
                        .withSecondaryToPrimaryMapper(cluster -> openRequests(context, cluster))
                        .withPrimaryToSecondaryMapper((CertificateSigningRequest csr) -> Set.of(new ResourceID(
                                csr.getMetadata().getLabels().getOrDefault(OcmNames.CLUSTER_NAME_LABEL, ""))))
                        .build(),
                context));
    }

    private static Set<ResourceID> openRequests(
            EventSourceContext<CertificateSigningRequest> context, ManagedCluster cluster) {
        return context.getPrimaryCache()
                .list(csr -> !isSettled(csr)
                        && cluster.getMetadata()
                                .getName()
                                .equals(csr.getMetadata().getLabels().get(OcmNames.CLUSTER_NAME_LABEL)))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<CertificateSigningRequest> reconcile(
            CertificateSigningRequest csr, Context<CertificateSigningRequest> context) {
        if (!active.getAsBoolean() || isSettled(csr)) {
            return UpdateControl.noUpdate();
        }
        Optional<CertificateAsk> ask = reader.read(csr);
        Optional<ManagedCluster> cluster = context.getSecondaryResource(ManagedCluster.class);
        ask.map(asked -> CertificateRuling.on(asked, cluster)).ifPresent(ruling -> act(csr, ruling));
        return UpdateControl.noUpdate();
    }

    private void act(CertificateSigningRequest csr, CertificateRuling ruling) {
        var request = client.certificates()
                .v1()
                .certificateSigningRequests()
                .withName(csr.getMetadata().getName());
        switch (ruling) {
            case CertificateRuling.Approve(String message) ->
                request.approve(condition("Approved", "AutoApprovedByPaddock", message));
            case CertificateRuling.Deny(String message) -> {
                LOG.atWarn()
                        .addKeyValue("name", csr.getMetadata().getName())
                        .addKeyValue("cluster", csr.getMetadata().getLabels().get(OcmNames.CLUSTER_NAME_LABEL))
                        .log("denied a certificate: {}", message);
                request.deny(condition("Denied", "DeniedByPaddock", message));
            }
            case CertificateRuling.Wait(String message) ->
                LOG.atInfo().addKeyValue("name", csr.getMetadata().getName()).log("a certificate waits: {}", message);
            case CertificateRuling.NotOurs() -> {
                // Left to whoever it was sent to.
            }
        }
    }

    private static CertificateSigningRequestCondition condition(String type, String reason, String message) {
        return new CertificateSigningRequestConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    private static boolean isSettled(CertificateSigningRequest csr) {
        return csr.getStatus() != null
                && csr.getStatus().getConditions() != null
                && csr.getStatus().getConditions().stream()
                        .anyMatch(condition -> Set.of("Approved", "Denied").contains(condition.getType()));
    }
}
