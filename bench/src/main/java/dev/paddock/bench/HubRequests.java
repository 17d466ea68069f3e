// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.testkit.fleet.Fleet;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.regex.Pattern;

/**
 * How many requests the hub's API server has begun to answer for user {@code paddock-hub} alone: a flow schema of its own
 * makes the server count them apart from those of agents and of whoever measures. Watches count once, when they begin.
 */
final class HubRequests {
    private static final String SCHEMA = "paddock-bench-hub";
    private static final String MANIFEST = """
            apiVersion: flowcontrol.apiserver.k8s.io/v1
            kind: FlowSchema
            metadata: {name: %s}
            spec:
              priorityLevelConfiguration: {name: global-default}
              matchingPrecedence: 100
              rules:
              - subjects: [{kind: User, user: {name: paddock-hub}}]
                resourceRules:
                - {verbs: ["*"], apiGroups: ["*"], resources: ["*"], clusterScope: true, namespaces: ["*"]}
                nonResourceRules:
                - {verbs: ["*"], nonResourceURLs: ["*"]}
            """.formatted(SCHEMA);
    private static final Pattern DISPATCHED = Pattern.compile(
            "(?m)^apiserver_flowcontrol_dispatched_requests_total\\{[^}]*flow_schema=\"%s\"[^}]*} (\\S+)$"
                    .formatted(SCHEMA));

    private final Fleet fleet;

    private HubRequests(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Returns when the server counts; a hub always asks something, its Lease for one. */
    static HubRequests count(Fleet fleet) {
        fleet.hub()
                .resource(Serialization.unmarshal(MANIFEST, GenericKubernetesResource.class))
                .fieldManager("paddock-bench")
                .serverSideApply();
        HubRequests requests = new HubRequests(fleet);
        Patience.await("the API server counts the hub's requests", () -> requests.total() > 0);
        return requests;
    }

    long total() {
        return (long) DISPATCHED
                .matcher(fleet.hub().raw("/metrics"))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }
}
