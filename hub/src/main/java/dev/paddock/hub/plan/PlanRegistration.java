// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.plan;

import dev.paddock.core.plan.PlanExchange;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tells the hub's API server to have questions answered: ConfigMaps with one label, which only dry runs may create. */
public final class PlanRegistration {
    /** Of the configuration object. */
    public static final String NAME = "paddock-plan";

    private static final String FIELD_MANAGER = "paddock-admission";
    private static final String WEBHOOK = "plan.palette.ai";
    /** The most that an API server waits. */
    private static final int TIMEOUT_SECONDS = 30;

    private final KubernetesClient client;

    public PlanRegistration(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param server URL of the hub's server, without a path
     * @param authority PEM text of what signed its certificate
     */
    public void register(String server, String authority) {
        client.resource(configuration(server, authority))
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    static MutatingWebhookConfiguration configuration(String server, String authority) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .addNewWebhook()
                .withName(WEBHOOK)
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withTimeoutSeconds(TIMEOUT_SECONDS)
                .withNewObjectSelector()
                .addToMatchLabels(PlanExchange.LABEL, PlanExchange.QUESTION)
                .endObjectSelector()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE")
                .withResources("configmaps")
                .withScope("Namespaced")
                .endRule()
                .withNewClientConfig()
                .withUrl(server + PlanEndpoint.PATH)
                .withCaBundle(Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)))
                .endClientConfig()
                .endWebhook()
                .build();
    }
}
