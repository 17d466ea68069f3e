// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec.DeleteOption;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.api.ocm.ManifestWorkSpec.SelectivelyOrphan;
import dev.paddock.api.ocm.ResourceIdentifier;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkTest {
    private final KubernetesSerialization yaml = new KubernetesSerialization();

    @Test
    void objectsAreOwnedByServerSideApplyAndFluxReportsBack() {
        Kustomization kustomization = new Kustomization();
        kustomization.setMetadata(new ObjectMetaBuilder()
                .withNamespace("target")
                .withName("clearml-p000")
                .build());

        ManifestWork work = new WorkBuilder(yaml)
                .with(namespace())
                .withFluxFeedback(kustomization)
                .build("spoke-1", "project-a-clearml", Map.of("a", "b"));

        assertThat(yaml.asYaml(work)).isEqualTo("""
                ---
                apiVersion: "work.open-cluster-management.io/v1"
                kind: "ManifestWork"
                metadata:
                  labels:
                    a: "b"
                  name: "project-a-clearml"
                  namespace: "spoke-1"
                spec:
                  workload:
                    manifests:
                    - apiVersion: "v1"
                      kind: "Namespace"
                      metadata:
                        name: "target"
                    - apiVersion: "kustomize.toolkit.fluxcd.io/v1"
                      kind: "Kustomization"
                      metadata:
                        name: "clearml-p000"
                        namespace: "target"
                  deleteOption:
                    propagationPolicy: "Foreground"
                  manifestConfigs:
                  - resourceIdentifier:
                      resource: "namespaces"
                      name: "target"
                    updateStrategy:
                      type: "ServerSideApply"
                      serverSideApply:
                        force: true
                  - resourceIdentifier:
                      group: "kustomize.toolkit.fluxcd.io"
                      resource: "kustomizations"
                      name: "clearml-p000"
                      namespace: "target"
                    feedbackRules:
                    - type: "JSONPaths"
                      jsonPaths:
                      - name: "lastAppliedRevision"
                        path: ".status.lastAppliedRevision"
                      - name: "ready"
                        path: ".status.conditions[?(@.type==\\"Ready\\")].status"
                      - name: "readyMessage"
                        path: ".status.conditions[?(@.type==\\"Ready\\")].message"
                    updateStrategy:
                      type: "ServerSideApply"
                      serverSideApply:
                        force: true
                    feedbackScrapeType: "Watch"
                """);
    }

    @Test
    void anOrphanedObjectIsNamedInTheDeleteOption() {
        ManifestWork work = new WorkBuilder(yaml).withOrphaned(namespace()).build("spoke-1", "w", Map.of());

        assertThat(work.getSpec().deleteOption())
                .isEqualTo(new DeleteOption(
                        PropagationPolicy.SELECTIVELY_ORPHAN,
                        new SelectivelyOrphan(List.of(new ResourceIdentifier("", "namespaces", "target", null))),
                        null));
    }

    @Test
    void aReportAboutAnOlderGenerationSaysNothingAboutThisOne() {
        assertThat(reader(2, 1, "True").applied()).isEqualTo(WorkReader.State.UNKNOWN);
        assertThat(reader(2, 2, "True").applied()).isEqualTo(WorkReader.State.TRUE);
        assertThat(reader(2, 2, "False").applied()).isEqualTo(WorkReader.State.FALSE);
        assertThat(reader(2, 2, "False").available()).isEqualTo(WorkReader.State.UNKNOWN);
        assertThat(new WorkReader(yaml.unmarshal("metadata: {name: w, generation: 1}", ManifestWork.class)).applied())
                .isEqualTo(WorkReader.State.UNKNOWN);
    }

    @Test
    void feedbackAndTheFirstFaultAreFound() {
        WorkReader reader = reader(1, 1, "False");

        assertThat(reader.feedback("Kustomization", "clearml-p000", WorkBuilder.READY))
                .contains("True");
        assertThat(reader.feedback("Kustomization", "clearml-p000", "replicas")).contains("3");
        assertThat(reader.feedback("Kustomization", "other", WorkBuilder.READY)).isEmpty();
        assertThat(reader.fault()).contains("Kustomization clearml-p000: no such kind");
    }

    private WorkReader reader(long generation, long observed, String applied) {
        return new WorkReader(yaml.unmarshal("""
                metadata: {name: w, generation: %d}
                status:
                  conditions: [{type: Applied, status: '%s', observedGeneration: %d}]
                  resourceStatus:
                    manifests:
                    - resourceMeta: {ordinal: 0, kind: Namespace, name: target}
                      conditions: [{type: Applied, status: 'True'}]
                    - resourceMeta: {ordinal: 1, kind: Kustomization, name: clearml-p000}
                      conditions: [{type: Applied, status: 'False', message: no such kind}]
                      statusFeedback:
                        values:
                        - {name: ready, fieldValue: {type: String, string: 'True'}}
                        - {name: replicas, fieldValue: {type: Integer, integer: 3}}
                """.formatted(generation, applied, observed), ManifestWork.class));
    }

    private static Namespace namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("target")
                .endMetadata()
                .build();
    }
}
