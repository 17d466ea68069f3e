// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.admission.Answer;
import dev.paddock.core.admission.Input;
import dev.paddock.core.admission.ObjectIndex;
import dev.paddock.core.admission.Operation;
import dev.paddock.core.admission.Policies;
import dev.paddock.core.admission.Policy;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.web.HubServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionResponse;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads an AdmissionReview, asks the policy of its kind and writes the answer. What the hub itself writes is let through:
 * its reconcilers decide by the same rules and, unlike a user, in the right order.
 */
public final class AdmissionEndpoint implements HubServer.Handler {
    /** Where {@link WebhookRegistration} sends the API server. */
    public static final String PATH = "/admission";

    private static final int UNAVAILABLE = 503;

    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, Policy<?>> policies;
    private final ObjectIndex objects;
    private final Ledger ledger;
    private final String hubUser;

    public AdmissionEndpoint(Policies policies, ObjectIndex objects, Ledger ledger, String hubUser) {
        this.policies = policies.all().stream()
                .collect(Collectors.toMap(
                        policy -> HasMetadata.getGroup(policy.kind()) + "/" + HasMetadata.getKind(policy.kind()),
                        Function.identity()));
        this.objects = objects;
        this.ledger = ledger;
        this.hubUser = hubUser;
    }

    @Override
    public byte[] answer(byte[] body) throws IOException {
        JsonNode request = mapper.readTree(body).path("request");
        AdmissionResponse response = respond(request);
        response.setUid(request.path("uid").asText());
        AdmissionReview review = new AdmissionReview();
        review.setResponse(response);
        return mapper.writeValueAsBytes(review);
    }

    private AdmissionResponse respond(JsonNode request) {
        Policy<?> policy = policies.get(request.path("kind").path("group").asText() + "/"
                + request.path("kind").path("kind").asText());
        if (policy == null || request.path("userInfo").path("username").asText().equals(hubUser)) {
            return allowed(List.of());
        }
        if (!ledger.isOpen()) {
            return refused(
                    UNAVAILABLE,
                    "ServiceUnavailable",
                    "the hub is still counting the GPUs in use after its start; try again in a moment",
                    List.of());
        }
        Answer answer = judge(policy, request);
        return answer.allowed()
                ? allowed(answer.warnings())
                : refused(answer.verdict().code(), answer.verdict().reason(), answer.message(), causes(answer));
    }

    private <T extends CustomResource<?, ?>> Answer judge(Policy<T> policy, JsonNode request) {
        Operation operation = Operation.valueOf(request.path("operation").asText());
        Optional<T> now = read(policy.kind(), request.path("object"));
        Optional<T> before = read(policy.kind(), request.path("oldObject"));
        T object = now.or(() -> before)
                .orElseThrow(() -> new IllegalArgumentException("an admission review without any object"));
        return policy.judge(new Input<>(
                operation, object, operation == Operation.UPDATE ? before : Optional.empty(), objects, ledger));
    }

    private <T> Optional<T> read(Class<T> kind, JsonNode node) {
        return node.isObject() ? Optional.of(serialization.convertValue(node, kind)) : Optional.empty();
    }

    private static AdmissionResponse allowed(List<String> warnings) {
        AdmissionResponse response = new AdmissionResponse();
        response.setAllowed(true);
        response.setWarnings(warnings);
        return response;
    }

    private static AdmissionResponse refused(int code, String reason, String message, List<StatusCause> causes) {
        AdmissionResponse response = new AdmissionResponse();
        response.setAllowed(false);
        Status status = new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .withNewDetails()
                .withCauses(causes)
                .endDetails()
                .build();
        response.setStatus(status);
        return response;
    }

    private static List<StatusCause> causes(Answer answer) {
        return answer.errors().stream()
                .map(error -> new StatusCauseBuilder()
                        .withField(error.field())
                        .withMessage(error.text().substring(error.field().length() + ": ".length()))
                        .build())
                .toList();
    }
}
