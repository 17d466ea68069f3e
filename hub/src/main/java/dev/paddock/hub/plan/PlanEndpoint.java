// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.core.plan.Delivery;
import dev.paddock.core.plan.PlanExchange;
import dev.paddock.hub.quota.DeploymentQuota;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPreview;
import dev.paddock.hub.web.HubServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionResponse;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers a question about a deployment in the object that asks. Who asks was authenticated by the API server, and sees no more than a
 * deployment that it may read and profiles that it has brought or may read.
 */
public final class PlanEndpoint implements HubServer.Handler {
    /** Where {@link PlanRegistration} sends the API server. */
    public static final String PATH = "/plan";

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_LARGE = 413;
    /** What a ConfigMap holds, with room for the question and for what is around it. */
    private static final int MOST_ANSWER = 700 * 1024;

    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final DeliveryPreview preview;
    private final DeploymentQuota quota;
    private final PlanAccess access;
    private final Clock clock;

    public PlanEndpoint(DeliveryPreview preview, DeploymentQuota quota, PlanAccess access, Clock clock) {
        this.preview = preview;
        this.quota = quota;
        this.access = access;
        this.clock = clock;
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

    private AdmissionResponse respond(JsonNode request) throws IOException {
        if (!request.path("dryRun").asBoolean()) {
            return refused(
                    BAD_REQUEST,
                    "BadRequest",
                    "a ConfigMap with the label " + PlanExchange.LABEL
                            + " is a question and is only created with dryRun=All");
        }
        PlanExchange.Question question;
        try {
            question = mapper.readValue(
                    request.path("object")
                            .path("data")
                            .path(PlanExchange.QUESTION)
                            .asText(),
                    PlanExchange.Question.class);
        } catch (IOException unreadable) {
            return refused(BAD_REQUEST, "BadRequest", "data.question: " + unreadable.getMessage());
        }
        String namespace = request.path("namespace").asText();
        try {
            return respond(request.path("userInfo"), namespace, question);
        } catch (IllegalStateException early) {
            return refused(UNAVAILABLE, "ServiceUnavailable", early.getMessage() + "; try again in a moment");
        } catch (IllegalArgumentException wrong) {
            return refused(BAD_REQUEST, "BadRequest", String.valueOf(wrong.getMessage()));
        }
    }

    private AdmissionResponse respond(JsonNode user, String namespace, PlanExchange.Question question)
            throws IOException {
        Optional<WorkloadDeployment> live = preview.live(namespace, question.name());
        Optional<WorkloadDeployment> asked =
                question.deployment() == null ? live : Optional.of(deployment(namespace, question, live));
        Optional<String> forbidden = access.refusal(
                user,
                namespace,
                question.name(),
                Stream.concat(live.stream(), asked.stream()).toList());
        if (forbidden.isPresent()) {
            return refused(FORBIDDEN, "Forbidden", forbidden.get());
        }
        return asked.isEmpty()
                ? refused(
                        NOT_FOUND,
                        "NotFound",
                        "WorkloadDeployment " + namespace + "/" + question.name() + " does not exist")
                : answered(mapper.writeValueAsString(answer(live, asked.get(), question)));
    }

    private PlanExchange.Answer answer(
            Optional<WorkloadDeployment> live, WorkloadDeployment asked, PlanExchange.Question question) {
        Optional<DeliveryPreview.Preview> now = live.map(found -> preview.of(found, List.of(), clock.instant()));
        List<WorkloadProfile> profiles = question.profiles().stream()
                .map(profile -> serialization.convertValue(profile, WorkloadProfile.class))
                .toList();
        DeliveryPreview.Preview then = preview.of(asked, profiles, clock.instant());
        List<Delivery.Level> levels =
                then.delivery().stopped().isEmpty() ? quota.after(asked, then.demand()) : List.of();
        return new PlanExchange.Answer(
                then.delivered(),
                now.map(DeliveryPreview.Preview::delivery).orElse(null),
                withLevels(then.delivery(), levels));
    }

    /** What is asked about may not stand for a deployment elsewhere, or for another one's holdings and status. */
    private WorkloadDeployment deployment(
            String namespace, PlanExchange.Question question, Optional<WorkloadDeployment> live) {
        WorkloadDeployment asked = serialization.convertValue(question.deployment(), WorkloadDeployment.class);
        asked.getMetadata().setNamespace(namespace);
        asked.getMetadata().setName(question.name());
        asked.setStatus(live.map(WorkloadDeployment::getStatus).orElse(null));
        live.ifPresent(found -> asked.getMetadata().setUid(found.getMetadata().getUid()));
        return asked;
    }

    private static Delivery withLevels(Delivery delivery, List<Delivery.Level> levels) {
        return new Delivery(
                delivery.revision(),
                delivery.stopped(),
                delivery.inputs(),
                delivery.classes(),
                delivery.withdrawn(),
                levels,
                delivery.warnings());
    }

    private AdmissionResponse answered(String answer) {
        if (answer.getBytes(StandardCharsets.UTF_8).length > MOST_ANSWER) {
            return refused(
                    TOO_LARGE,
                    "RequestEntityTooLarge",
                    "what would be delivered is larger than " + MOST_ANSWER / 1024
                            + " KiB; plan it with paddock render");
        }
        ArrayNode patch = mapper.createArrayNode();
        patch.addObject()
                .put("op", "add")
                .put("path", "/data/" + PlanExchange.ANSWER)
                .put("value", answer);
        patch.addObject().put("op", "remove").put("path", "/data/" + PlanExchange.QUESTION);
        AdmissionResponse response = new AdmissionResponse();
        response.setAllowed(true);
        response.setPatchType("JSONPatch");
        response.setPatch(Base64.getEncoder().encodeToString(patch.toString().getBytes(StandardCharsets.UTF_8)));
        return response;
    }

    private static AdmissionResponse refused(int code, String reason, String message) {
        AdmissionResponse response = new AdmissionResponse();
        response.setAllowed(false);
        response.setStatus(new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .build());
        return response;
    }
}
