// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.api.mural.Workload;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.artifact.Digest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the hub would write for a deployment {@code app} of project {@code team}: a work and a workload. */
final class Deliveries {

    private final KubernetesClient hub;
    private final String cluster;
    final String target;
    final String deployment;
    /** The OCIRepository's address. */
    String url;
    /** Further fields of the OCIRepository's spec, each followed by a comma. */
    String source = "";
    /** Further manifests of the work, as YAML items at their place. */
    String more = "";
    /** What the Workload says it is made of, as YAML in flow style. */
    String template = "";
    /** What follows the Kustomization's labels in its metadata, after a comma. */
    String kustomization = "";
    /** Further fields of the Workload's spec, as flow YAML. */
    String health = "";

    Deliveries(AgentFixture fixture, String deployment) {
        this.hub = fixture.hub;
        this.cluster = fixture.cluster;
        this.deployment = deployment;
        this.url = "oci://registry.example/team/" + deployment;
        this.target = fixture.spoke.getNamespace() + "-" + deployment;
    }

    /** A folder {@code p000} of ConfigMaps, one per name. */
    Map<String, String> configMaps(String value, String... names) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder listing = new StringBuilder("resources:\n");
        for (String name : names) {
            listing.append("- ").append(name).append(".yaml\n");
            files.put("p000/" + name + ".yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: %s
                      namespace: %s
                      labels: {app.oam.dev/component: %s, palette.ai/deployment: %s}
                    data: {value: "%s"}
                    """.formatted(name, target, name, deployment, value));
        }
        files.put("p000/kustomization.yaml", listing.toString());
        return files;
    }

    /** A folder {@code p000} with these objects; NS stands for the target namespace. */
    Map<String, String> objects(String... manifests) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder listing = new StringBuilder("resources:\n");
        for (int i = 0; i < manifests.length; i++) {
            listing.append("- object-").append(i).append(".yaml\n");
            files.put("p000/object-" + i + ".yaml", manifests[i].replace("NS", target));
        }
        files.put("p000/kustomization.yaml", listing.toString());
        return files;
    }

    ManifestWork work() {
        return hub.resources(ManifestWork.class)
                .inNamespace(cluster)
                .withName("team-" + deployment)
                .get();
    }

    Workload workload() {
        return hub.resources(Workload.class)
                .inNamespace(cluster)
                .withName("team-" + deployment)
                .get();
    }

    void deliver(Digest digest) {
        deliver(digest, "", "");
    }

    /** @param policy of the Kustomization, and deleteOption of the work, as YAML at their places; empty for the defaults */
    void deliver(Digest digest, String policy, String deleteOption) {
        ManifestWork work = Serialization.unmarshal(work(digest, policy, deleteOption), ManifestWork.class);
        hub.resource(work).fieldManager("test-hub").forceConflicts().serverSideApply();
        Workload workload = Serialization.unmarshal(
                """
                apiVersion: mural.sh/v1beta1
                kind: Workload
                metadata: {name: team-%s, namespace: %s}
                spec:
                  clusterName: %s
                  artifact: {repository: "oci://registry.example/team/%s", digest: "%s"}
                  %s
                  %s
                """.formatted(
                                deployment,
                                cluster,
                                cluster,
                                deployment,
                                digest,
                                template.isEmpty() ? "" : "workload: " + template,
                                health),
                Workload.class);
        hub.resource(workload).fieldManager("test-hub").forceConflicts().serverSideApply();
    }

    void withdraw() {
        hub.resource(work()).delete();
        hub.resource(workload()).delete();
    }

    private String work(Digest digest, String policy, String deleteOption) {
        String labels = "labels: {palette.ai/deployment: %s, palette.ai/project-name: team}".formatted(deployment);
        return """
                apiVersion: work.open-cluster-management.io/v1
                kind: ManifestWork
                metadata: {name: team-DEPLOYMENT, namespace: CLUSTER}
                spec:
                  DELETE_OPTION
                  workload:
                    manifests:
                    - {apiVersion: v1, kind: Namespace, metadata: {name: TARGET, LABELS}}
                    - {apiVersion: v1, kind: ServiceAccount, metadata: {name: paddock, namespace: TARGET, LABELS}}
                    - apiVersion: rbac.authorization.k8s.io/v1
                      kind: Role
                      metadata: {name: paddock, namespace: TARGET, LABELS}
                      rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
                    - apiVersion: rbac.authorization.k8s.io/v1
                      kind: RoleBinding
                      metadata: {name: paddock, namespace: TARGET, LABELS}
                      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: paddock}
                      subjects: [{kind: ServiceAccount, name: paddock, namespace: TARGET}]
                    - apiVersion: source.toolkit.fluxcd.io/v1
                      kind: OCIRepository
                      metadata: {name: DEPLOYMENT, namespace: TARGET, LABELS}
                      spec: {url: "URL", SOURCE interval: 5m, ref: {digest: "DIGEST"}}
                    - apiVersion: kustomize.toolkit.fluxcd.io/v1
                      kind: Kustomization
                      metadata: {name: DEPLOYMENT-p000, namespace: TARGET, LABELS KUSTOMIZATION}
                      spec: {interval: 10m, path: ./p000, prune: true, wait: true, timeout: 1m, serviceAccountName: paddock,POLICY
                        sourceRef: {kind: OCIRepository, name: DEPLOYMENT}}
                MORE
                """.replace("DELETE_OPTION", deleteOption)
                .replace("MORE", more.indent(4).stripTrailing())
                .replace("POLICY", policy)
                .replace("URL", url)
                .replace("SOURCE", source)
                .replace("KUSTOMIZATION", kustomization)
                .replace("LABELS", labels)
                .replace("TARGET", target)
                .replace("DEPLOYMENT", deployment)
                .replace("CLUSTER", cluster)
                .replace("DIGEST", digest.value());
    }
}
