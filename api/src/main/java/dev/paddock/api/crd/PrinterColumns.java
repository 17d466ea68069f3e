// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The columns {@code get} shows of Paddock's own kinds: PHASE and READY wherever the status has them, what is particular to the
 * kind, and AGE; the same order everywhere, so that a listing of several kinds can be read at a glance.
 */
final class PrinterColumns {
    /** Shown with {@code -o wide} only. */
    private static final int WIDE = 1;

    private static final Map<String, List<CustomResourceColumnDefinition>> PARTICULAR = Map.ofEntries(
            Map.entry(
                    "MLPlatform",
                    List.of(
                            column("MODE", ".spec.mode", 0),
                            column("CLUSTER", ".status.clusters[*].name", 0),
                            column("URL", ".status.url", 0),
                            column("VERSION", ".spec.version", WIDE),
                            column("DIGEST", ".status.artifacts[*].digest", WIDE),
                            column("REASON", ".status.conditions[?(@.type==\"Ready\")].message", WIDE))),
            Map.entry("ComputePool", List.of(column("CLUSTER", ".status.clusters[*].name", 0))),
            Map.entry("Project", List.of(column("TENANT", ".spec.tenantRef.name", 0))),
            Map.entry("Tenant", List.of(column("NAMESPACE", ".status.namespace", 0))),
            Map.entry(
                    "ClusterProfile",
                    List.of(
                            column("TYPE", ".spec.type", 0),
                            column("CLOUD", ".spec.cloud", 0),
                            column("VERSION", ".spec.version", 0))),
            Map.entry("Environment", List.of(column("CLUSTERS", ".status.decisions[*].clusterName", 0))),
            Map.entry("WorkloadDeployment", List.of(column("CLUSTERS", ".status.clusters[*].name", 0))),
            Map.entry(
                    "Workload",
                    List.of(
                            column("CLUSTER", ".spec.clusterName", 0),
                            column("DIGEST", ".status.appliedDigest", WIDE))),
            Map.entry(
                    "WorkloadProfile",
                    List.of(column("TYPE", ".spec.type", 0), column("REVISION", ".status.latestRevision.version", 0))),
            Map.entry(
                    "DefinitionRevision",
                    List.of(column("TYPE", ".spec.definitionType", 0), column("VERSION", ".spec.version", 0))),
            Map.entry("ComponentDefinition", List.of(column("REVISION", ".status.latestRevision.name", 0))),
            Map.entry("TraitDefinition", List.of(column("REVISION", ".status.latestRevision.name", 0))),
            Map.entry("PolicyDefinition", List.of(column("REVISION", ".status.latestRevision.name", 0))),
            Map.entry("WorkflowStepDefinition", List.of(column("REVISION", ".status.latestRevision.name", 0))));

    private PrinterColumns() {}

    static void apply(CustomResourceDefinition crd) {
        var version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps status =
                version.getSchema().getOpenAPIV3Schema().getProperties().get("status");
        List<CustomResourceColumnDefinition> columns = new ArrayList<>();
        if (status != null && status.getProperties().containsKey("phase")) {
            columns.add(column("PHASE", ".status.phase", 0));
        }
        if (status != null && status.getProperties().containsKey("conditions")) {
            columns.add(column("READY", ".status.conditions[?(@.type==\"Ready\")].status", 0));
        }
        columns.addAll(PARTICULAR.getOrDefault(crd.getSpec().getNames().getKind(), List.of()));
        columns.add(new CustomResourceColumnDefinitionBuilder()
                .withName("AGE")
                .withJsonPath(".metadata.creationTimestamp")
                .withType("date")
                .build());
        version.setAdditionalPrinterColumns(columns);
    }

    private static CustomResourceColumnDefinition column(String name, String path, int priority) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withJsonPath(path)
                .withType("string")
                .withPriority(priority == 0 ? null : priority)
                .build();
    }
}
