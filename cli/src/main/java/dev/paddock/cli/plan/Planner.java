// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Hub;
import dev.paddock.core.plan.ContentDiff;
import dev.paddock.core.plan.DeploymentPlan;
import dev.paddock.core.plan.Hidden;
import dev.paddock.core.plan.ObjectChange;
import dev.paddock.core.plan.Plan;
import dev.paddock.core.plan.PlanExchange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds out what applying documents would come to. Changes nothing: every request is a reading or a dry run. */
final class Planner {
    private static final String DEPLOYMENTS = "/apis/mural.sh/v1beta1";
    private static final String DEPLOYMENT = "WorkloadDeployment";
    private static final String PROFILE = "WorkloadProfile";
    private static final String PLATFORM = "MLPlatform";

    private final Hub hub;
    private final boolean force;
    private final String salt;
    private final BiConsumer<HubObject, ApiFailure> refused;

    /**
     * @param salt by which values of Secrets are told apart without being shown
     * @param refused told of each document that the hub would refuse
     */
    Planner(Hub hub, boolean force, String salt, BiConsumer<HubObject, ApiFailure> refused) {
        this.hub = hub;
        this.force = force;
        this.salt = salt;
        this.refused = refused;
    }

    /** A document with what it would become. */
    private record Changed(HubObject document, ObjectNode then, ObjectChange change) {}

    /** Empty if the hub would refuse any of them. */
    Optional<Plan> plan(List<HubObject> documents) {
        List<Plan.Document> planned = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        boolean sound = true;
        for (HubObject document : documents) {
            try {
                Optional<ObjectNode> live = document.live(hub);
                ObjectNode then = document.dryRun(hub, force);
                ObjectChange change = ContentDiff.of(
                        document.called(),
                        live.map(object -> Hidden.of(object, salt)),
                        Optional.of(Hidden.of(then, salt)));
                planned.add(new Plan.Document(live.map(ContentDiff::identity).orElse(""), change, document.object()));
                if (change.differs()) {
                    changed.add(new Changed(document, then, change));
                }
            } catch (ApiFailure refusal) {
                sound = false;
                refused.accept(document, refusal);
            }
        }
        return sound
                ? Optional.of(new Plan(Plan.VERSION, hub.address(), planned, deployments(changed)))
                : Optional.empty();
    }

    private List<DeploymentPlan> deployments(List<Changed> changed) {
        Questions questions = new Questions(hub);
        List<JsonNode> profiles = changed.stream()
                .filter(each -> each.document().is(PROFILE))
                .<JsonNode>map(Changed::then)
                .toList();
        List<DeploymentPlan> plans = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        for (Changed each : changed) {
            HubObject document = each.document();
            if (document.is(DEPLOYMENT) && asked.add(document.namespace() + "/" + document.name())) {
                plans.add(questions.ask(
                        document.namespace(), new PlanExchange.Question(document.name(), each.then(), profiles)));
            }
        }
        for (Changed each : changed) {
            childOf(each)
                    .filter(child -> asked.add(
                            each.document().namespace() + "/" + each.document().name()))
                    .map(child -> questions.ask(
                            each.document().namespace(),
                            new PlanExchange.Question(each.document().name(), child, profiles)))
                    .ifPresent(plans::add);
        }
        for (Changed each : changed) {
            if (each.document().is(PROFILE)) {
                for (JsonNode user : users(each.document())) {
                    String namespace = user.at("/metadata/namespace").asText();
                    String name = user.at("/metadata/name").asText();
                    if (asked.add(namespace + "/" + name)) {
                        plans.add(questions.ask(namespace, new PlanExchange.Question(name, null, profiles)));
                    }
                }
            }
        }
        return plans;
    }

    /** What a platform that runs would have delivered. */
    private Optional<ObjectNode> childOf(Changed changed) {
        HubObject document = changed.document();
        return document.is(PLATFORM)
                ? hub.find(DEPLOYMENTS + "/namespaces/" + document.namespace() + "/workloaddeployments/"
                                + document.name())
                        .flatMap(there -> new PlatformChild().of(changed.then(), there))
                : Optional.empty();
    }

    /** The deployments of a profile that this user may see. */
    private List<JsonNode> users(HubObject profile) {
        List<JsonNode> users = new ArrayList<>();
        for (JsonNode deployment : readable(profile.namespace()).path("items")) {
            JsonNode reference = deployment.at("/spec/workloadProfileRef");
            String namespace = reference
                    .path("namespace")
                    .asText(deployment.at("/metadata/namespace").asText());
            if (reference.path("name").asText().equals(profile.name()) && namespace.equals(profile.namespace())) {
                users.add(deployment);
            }
        }
        return users;
    }

    private JsonNode readable(String namespace) {
        try {
            return hub.get(DEPLOYMENTS + "/workloaddeployments");
        } catch (ApiFailure failure) {
            if (!failure.forbidden()) {
                throw failure;
            }
            return hub.get(DEPLOYMENTS + "/namespaces/" + namespace + "/workloaddeployments");
        }
    }
}
