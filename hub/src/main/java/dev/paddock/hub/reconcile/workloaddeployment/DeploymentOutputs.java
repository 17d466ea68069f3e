// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system outputs of a deployment. What the installation does not say has no value. */
record DeploymentOutputs(DeploymentInputs inputs, List<TargetCluster> targets) {

    /** @param profileLabels where platform and version are named */
    SystemOutputs shared(String revision, Map<String, String> profileLabels) {
        Map<SystemOutput, JsonNode> values = new EnumMap<>(SystemOutput.class);
        Installation installation = inputs.installation();
        put(values, SystemOutput.HUB_URL, installation.hubUrl());
        put(values, SystemOutput.HUB_VERSION, Optional.of(installation.hubVersion()));
        put(values, SystemOutput.REGISTRY, installation.registryPull());
        put(values, SystemOutput.IMAGE_REGISTRY, installation.imageRegistry());
        put(values, SystemOutput.DOMAIN, installation.domain());
        put(values, SystemOutput.INGRESS_CLASS, installation.ingressClass());
        put(
                values,
                SystemOutput.APP_HOST,
                installation.domain().map(domain -> inputs.name() + "-" + inputs.projectName() + "." + domain));
        put(
                values,
                SystemOutput.TENANT,
                inputs.project().map(project -> project.getSpec().tenantRef().name()));
        put(values, SystemOutput.PROJECT, Optional.of(inputs.projectName()));
        put(values, SystemOutput.NAMESPACE, Optional.of(inputs.projectName()));
        put(values, SystemOutput.TARGET_NAMESPACE, Optional.of(DeliveryPlanner.targetNamespace(inputs)));
        put(values, SystemOutput.DEPLOYMENT, Optional.of(inputs.name()));
        put(values, SystemOutput.REVISION, Optional.of(revision));
        put(
                values,
                SystemOutput.ENVIRONMENT,
                Optional.of(inputs.deployment().getSpec().environmentRef().name()));
        put(
                values,
                SystemOutput.MODE,
                Optional.of(targets.stream().allMatch(TargetCluster::dedicated) ? "dedicated" : "shared"));
        put(values, SystemOutput.PLATFORM, Optional.ofNullable(profileLabels.get(Labels.PLATFORM)));
        put(
                values,
                SystemOutput.PLATFORM_VERSION,
                Optional.ofNullable(profileLabels.get(Labels.PLATFORM_VERSION))
                        .or(() -> Optional.ofNullable(profileLabels.get(Labels.PLATFORM_VERSION_MISSPELT))));
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        targets.forEach(target -> names.add(target.name()));
        values.put(SystemOutput.CLUSTER_NAMES, names);
        values.put(SystemOutput.CLUSTER_COUNT, IntNode.valueOf(targets.size()));
        return new SystemOutputs(values);
    }

    static SystemOutputs on(TargetCluster target, SystemOutputs shared) {
        return shared.claiming(target.claims())
                .with(SystemOutput.CLUSTER_NAME, TextNode.valueOf(target.name()))
                .with(SystemOutput.CLUSTER_VERSION, TextNode.valueOf(target.version()))
                .installingReleases(target.installsReleases());
    }

    private static void put(Map<SystemOutput, JsonNode> values, SystemOutput output, Optional<String> value) {
        value.ifPresent(text -> values.put(output, TextNode.valueOf(text)));
    }
}
