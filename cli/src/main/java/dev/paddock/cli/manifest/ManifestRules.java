// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The faults an API server could not report well: it refuses such an object before any rule of its kind is asked, in
 * words about JSON. Everything else is left to the server, which knows the schemas.
 */
final class ManifestRules {
    static final String NON_STRING_VALUE = "PL017";
    static final String INCOMPLETE_OBJECT = "PL018";

    private static final String PALETTE = "palette.ai/v1alpha1";
    private static final String MURAL = "mural.sh/v1beta1";
    private static final String OAM = "core.oam.dev/v1beta1";

    private static final Map<String, String> API_VERSIONS = Map.ofEntries(
            Map.entry("Tenant", PALETTE),
            Map.entry("Project", PALETTE),
            Map.entry("Compute", PALETTE),
            Map.entry("ComputeProfile", PALETTE),
            Map.entry("ClusterProfile", PALETTE),
            Map.entry("ComputePool", PALETTE),
            Map.entry("MLPlatform", PALETTE),
            Map.entry("Environment", MURAL),
            Map.entry("WorkloadProfile", MURAL),
            Map.entry("WorkloadDeployment", MURAL),
            Map.entry("Workload", MURAL),
            Map.entry("Application", OAM),
            Map.entry("Initializer", OAM),
            Map.entry("ConfigMap", "v1"),
            Map.entry("Secret", "v1"),
            Map.entry("Namespace", "v1"),
            Map.entry("Service", "v1"),
            Map.entry("Deployment", "apps/v1"));

    private ManifestRules() {}

    static List<Finding> check(Manifest manifest) {
        List<Finding> findings = new ArrayList<>();
        identity(manifest, findings);
        metadata(manifest, manifest.object(), "", findings);
        return findings;
    }

    private static void identity(Manifest manifest, List<Finding> findings) {
        if (manifest.apiVersion().isBlank()) {
            String near = API_VERSIONS.get(manifest.kind());
            missing(manifest, "apiVersion", near == null ? "" : ": did you mean " + near + "?", findings);
        }
        if (manifest.kind().isBlank()) {
            missing(manifest, "kind", "", findings);
        }
        if (manifest.name().isBlank()) {
            missing(manifest, "metadata.name", "", findings);
        }
    }

    private static void missing(Manifest manifest, String path, String hint, List<Finding> findings) {
        findings.add(new Finding(manifest.at(path), INCOMPLETE_OBJECT, path + ": Required value" + hint));
    }

    /** Also inside templates and embedded objects: a spoke refuses there what the hub refuses here. */
    private static void metadata(Manifest manifest, JsonNode node, String path, List<Finding> findings) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String child = FieldPath.child(path, entry.getKey());
                if (entry.getKey().equals("metadata")) {
                    strings(manifest, entry.getValue().path("labels"), child + ".labels", findings);
                    strings(manifest, entry.getValue().path("annotations"), child + ".annotations", findings);
                } else {
                    metadata(manifest, entry.getValue(), child, findings);
                }
            });
        } else {
            for (int index = 0; index < node.size(); index++) {
                metadata(manifest, node.get(index), FieldPath.item(path, index), findings);
            }
        }
    }

    private static void strings(Manifest manifest, JsonNode values, String path, List<Finding> findings) {
        values.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isTextual()) {
                String field = FieldPath.child(path, entry.getKey());
                String remedy = value.isValueNode()
                        ? "must be a string, write \"" + (value.isNull() ? "" : value.asText()) + "\""
                        : "must be a string";
                findings.add(new Finding(
                        manifest.at(field), NON_STRING_VALUE, field + ": Invalid value: " + value + ": " + remedy));
            }
        });
    }
}
