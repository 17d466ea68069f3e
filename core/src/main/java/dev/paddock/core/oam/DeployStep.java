// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A step {@code deploy} with the policies it names; or what stands for one where no workflow is written. */
record DeployStep(List<Application.Policy> topologies, List<Application.Policy> overrides) {

    private static final String DEPLOY = "deploy";
    private static final String TOPOLOGY = "topology";
    private static final String OVERRIDE = "override";

    static List<DeployStep> of(Application application, List<FieldError> errors) {
        if (application.steps().isEmpty()) {
            return generated(application);
        }
        Map<String, Application.Policy> byName = application.policies().stream()
                .collect(Collectors.toMap(Application.Policy::name, Function.identity(), (first, second) -> first));
        List<DeployStep> steps = new ArrayList<>();
        for (Application.Step step : application.steps()) {
            if (step.type().equals(DEPLOY)) {
                steps.add(written(step, byName, errors));
            }
        }
        return steps;
    }

    private static DeployStep written(
            Application.Step step, Map<String, Application.Policy> byName, List<FieldError> errors) {
        List<Application.Policy> named = new ArrayList<>();
        int index = 0;
        for (JsonNode name : step.properties().path("policies")) {
            Application.Policy policy = byName.get(name.asText());
            if (policy == null) {
                errors.add(FieldError.notFound(
                        "%s.properties.policies[%d]".formatted(step.path(), index), name.asText(), byName.keySet()));
            } else {
                named.add(policy);
            }
            index++;
        }
        return new DeployStep(ofType(named, TOPOLOGY), ofType(named, OVERRIDE));
    }

    /** One for each topology with all overrides; without topologies, one if something asks for it. */
    private static List<DeployStep> generated(Application application) {
        List<Application.Policy> overrides = ofType(application.policies(), OVERRIDE);
        List<Application.Policy> topologies = ofType(application.policies(), TOPOLOGY);
        if (!topologies.isEmpty()) {
            return topologies.stream()
                    .map(topology -> new DeployStep(List.of(topology), overrides))
                    .toList();
        }
        boolean references = application.components().stream()
                .anyMatch(component -> component.type().equals("ref-objects"));
        return overrides.isEmpty() && !references ? List.of() : List.of(new DeployStep(List.of(), overrides));
    }

    private static List<Application.Policy> ofType(List<Application.Policy> policies, String type) {
        return policies.stream().filter(policy -> policy.type().equals(type)).toList();
    }
}
