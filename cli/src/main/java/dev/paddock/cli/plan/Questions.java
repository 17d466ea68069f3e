// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Hub;
import dev.paddock.core.plan.DeploymentPlan;
import dev.paddock.core.plan.PlanExchange;
import java.util.Optional;

/** Asks the hub what a deployment would be delivered as, in a ConfigMap that is never stored. */
final class Questions {
    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Hub hub;

    Questions(Hub hub) {
        this.hub = hub;
    }

    DeploymentPlan ask(String namespace, PlanExchange.Question question) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = asked.putObject("metadata");
        metadata.put("generateName", "paddock-plan-");
        metadata.putObject("labels").put(PlanExchange.LABEL, PlanExchange.QUESTION);
        try {
            asked.putObject("data").put(PlanExchange.QUESTION, mapper.writeValueAsString(question));
            String answer = hub.send(
                            "POST",
                            "/api/v1/namespaces/" + namespace + "/configmaps?dryRun=All&fieldManager=paddock",
                            Hub.JSON,
                            Hub.JSON,
                            asked)
                    .body()
                    .path("data")
                    .path(PlanExchange.ANSWER)
                    .asText();
            if (answer.isEmpty()) {
                throw new CliException(
                        ExitCode.ERROR,
                        "the hub does not answer what WorkloadDeployment " + namespace + "/" + question.name()
                                + " would be delivered as",
                        "it is older than this paddock, or has not led yet: paddock status");
            }
            PlanExchange.Answer read = mapper.readValue(answer, PlanExchange.Answer.class);
            return DeploymentPlan.of(
                    namespace + "/" + question.name(), read.delivered(), Optional.ofNullable(read.now()), read.then());
        } catch (JsonProcessingException garbled) {
            throw new CliException(
                    ExitCode.ERROR, "the hub's answer cannot be read: " + garbled.getOriginalMessage(), null, garbled);
        }
    }
}
