// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import dev.paddock.core.admission.Policies;
import dev.paddock.core.admission.Policy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells the hub's API server whom to ask. Without an answer it refuses: an object that nobody judged is worse than one that
 * has to be sent again. Status and other subresources are not asked about.
 */
public final class WebhookRegistration {
    /** Of the configuration object. */
    public static final String NAME = "paddock";

    /**
     * Whose writes are not asked about at all: a hub that was killed leaves the address of its dead server behind, and the
     * next one must be able to write before it has put that right.
     */
    private static final String NOT_THE_HUB = "request.userInfo.username != 'paddock-hub'";

    private static final String FIELD_MANAGER = "paddock-admission";
    private static final String WEBHOOK = "admission.palette.ai";
    private static final int TIMEOUT_SECONDS = 10;

    private final KubernetesClient client;

    public WebhookRegistration(KubernetesClient client) {
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

    static ValidatingWebhookConfiguration configuration(String server, String authority) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .addNewWebhook()
                .withName(WEBHOOK)
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withTimeoutSeconds(TIMEOUT_SECONDS)
                .withRules(rules())
                .addNewMatchCondition(NOT_THE_HUB, "not-the-hub-itself")
                .withNewClientConfig()
                .withUrl(server + AdmissionEndpoint.PATH)
                .withCaBundle(Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)))
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private static List<RuleWithOperations> rules() {
        Map<String, List<Policy<?>>> byGroup = Policies.unasked().all().stream()
                .collect(Collectors.groupingBy(
                        policy -> HasMetadata.getGroup(policy.kind()), TreeMap::new, Collectors.toList()));
        return byGroup.entrySet().stream()
                .map(group -> new RuleWithOperationsBuilder()
                        .withApiGroups(group.getKey())
                        .withApiVersions(HasMetadata.getVersion(
                                group.getValue().getFirst().kind()))
                        .withOperations("CREATE", "UPDATE", "DELETE")
                        .withResources(group.getValue().stream()
                                .map(policy -> HasMetadata.getPlural(policy.kind()))
                                .sorted()
                                .toList())
                        .withScope("*")
                        .build())
                .toList();
    }
}
