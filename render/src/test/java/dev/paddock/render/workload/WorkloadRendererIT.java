// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.render.RenderRequest;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.workload.ResolvedVariable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads rendered with the built-in definitions by the real engine. */
class WorkloadRendererIT {

    private static final Renderings RENDERINGS = new Renderings();

    @AfterAll
    static void stop() {
        RENDERINGS.close();
    }

    @Test
    void everyObjectIsNamedPlacedAndLabelled() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                metadata: {labels: {team: ml}, annotations: {note: x, rendering.mural.sh/suspend: "true", kubectl.kubernetes.io/last: y}}
                components:
                - name: config
                  type: k8s-objects
                  properties:
                    objects:
                    - {apiVersion: v1, kind: ConfigMap, metadata: {labels: {team: own}}, data: {a: b}}
                    - {apiVersion: v1, kind: Secret, metadata: {name: s}}
                """));

        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.objects()).extracting(RenderedObject::name).containsExactly("config", "s");
        assertThat(rendering.objects().getFirst().object()).isEqualTo(Renderings.node("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: config
                  namespace: project-a-clearml
                  labels:
                    team: own
                    app.oam.dev/name: clearml
                    app.oam.dev/namespace: project-a
                    app.oam.dev/component: config
                    app.oam.dev/resourceType: WORKLOAD
                    workload.oam.dev/type: k8s-objects
                    palette.ai/deployment: clearml
                  annotations: {note: x}
                data: {a: b}
                """));
        assertThat(rendering
                        .objects()
                        .getLast()
                        .object()
                        .at("/metadata/labels/trait.oam.dev~1resource")
                        .asText())
                .isEqualTo("objects-1");
    }

    @Test
    void variablesAreReplacedBeforeTheTemplateSeesThem() {
        RenderRequest request =
                Renderings.request("""
                components:
                - {name: web, type: webservice, properties: {image: "app:{{ .var.n }}", port: "{{ .var.n }}"}}
                """, Map.of("n", new ResolvedVariable.Plain(IntNode.valueOf(80))), Set.of());

        Rendering rendering = RENDERINGS.render(request);

        assertThat(rendering.errors()).isEmpty();
        var container = rendering.nodes().getFirst().at("/spec/template/spec/containers/0");
        assertThat(container.path("image").asText()).isEqualTo("app:80");
        assertThat(container.at("/ports/0/containerPort")).isEqualTo(IntNode.valueOf(80));
        assertThat(rendering.resolved().components().getFirst().properties()).containsEntry("port", 80);
    }

    @Test
    void objectsComeByPriorityAndThenInTheOrderOfTheComponents() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                components:
                - {name: late, type: webservice, deploymentPriority: 10, properties: {image: a}}
                - {name: b, type: webservice, properties: {image: a}}
                - {name: a, type: webservice, properties: {image: a}}
                """));

        assertThat(rendering.objects()).extracting(RenderedObject::component).containsExactly("b", "a", "late");
    }

    @Test
    void clusterScopedObjectsCarryNoNamespace() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                components:
                - name: x
                  type: k8s-objects
                  properties:
                    objects:
                    - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a, namespace: oops}}
                    - {apiVersion: example.org/v1, kind: Fleet, metadata: {name: b}}
                """, Map.of(), Set.of("Fleet.example.org")));

        assertThat(rendering.objects()).allSatisfy(object -> {
            assertThat(object.namespaced()).isFalse();
            assertThat(object.object().at("/metadata/namespace").isMissingNode())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {name: w, type: webservce, properties: {}}    | spec.workload.components[0].type: Not found: "webservce" (did you mean "webservice"?)
            {name: w, type: webservice, properties: {}}   | spec.workload.components[0].properties.image: Required value: must be string (webservice 100:10)
            {name: w, type: webservice, properties: {image: a, cpu: 1}} | spec.workload.components[0].properties.cpu: Invalid value: 1: must be string (webservice 110:9)
            {name: w, type: webservice, properties: {image: a}, traits: [{type: scalr}]} | spec.workload.components[0].traits[0].type: Not found: "scalr" (did you mean "scaler"?)
            {name: w, type: k8s-objects, properties: {objects: [{kind: A}]}} | spec.workload.components[0].properties.objects[0].apiVersion: Required value: every Kubernetes object has one
            {name: w, type: k8s-objects, properties: {objects: []}} | spec.workload.components[0].properties.objects[0].apiVersion: Required value: every Kubernetes object has one
            """)
    void whatCannotBeRenderedIsRefusedWithItsField(String component, String error) {
        Rendering rendering = RENDERINGS.render(Renderings.request("components: [" + component + "]"));

        assertThat(rendering.errors()).extracting(FieldError::toString).containsExactly(error);
    }

    @Test
    void oneObjectMayNotComeTwice() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                components:
                - {name: a, type: k8s-objects, properties: {objects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}]}}
                - {name: b, type: k8s-objects, properties: {objects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}]}}
                """));

        assertThat(rendering.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("spec.workload.components[1].properties.objects[0]");
            assertThat(error.detail())
                    .isEqualTo("also rendered from spec.workload.components[0].properties.objects[0]");
        });
    }

    @Test
    void traitsAndPoliciesAreAppliedAndEveryBuiltInTypeIsThere() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                components:
                - name: job
                  type: cron-task
                  properties: {image: a, schedule: "0 * * * *"}
                - name: web
                  type: webservice
                  deploymentPriority: 10
                  properties: {image: a, ports: [{port: 80, expose: true}]}
                  traits:
                  - {type: scaler, properties: {replicas: 3}}
                  - {type: hpa, properties: {min: 1, max: 2}}
                policies:
                - {name: more, type: override, properties: {components: [{name: web, traits: [{type: scaler, properties: {replicas: 5}}]}]}}
                """));

        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.objects())
                .extracting(object -> object.kind() + " " + object.name() + " " + object.priority())
                .containsExactly(
                        "CronJob job 0", "Deployment web 10", "Service web 10", "HorizontalPodAutoscaler web 10");
        assertThat(rendering.nodes().get(1).at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(rendering.nodes().get(3).at("/metadata/labels")).isEqualTo(Renderings.node("""
                        app.oam.dev/name: clearml
                        app.oam.dev/namespace: project-a
                        app.oam.dev/component: web
                        app.oam.dev/resourceType: TRAIT
                        trait.oam.dev/type: hpa
                        trait.oam.dev/resource: hpa
                        palette.ai/deployment: clearml
                        """));
        assertThat(rendering.templateReads()).containsExactly(ClusterReads.Input.VERSION_MINOR);
    }

    @Test
    void gpusBecomeALimitAFamilyAndLeastMemory() {
        Rendering rendering = RENDERINGS.render(
                Renderings.request(
                        "components: [{name: w, type: webservice, properties: {image: a, cpu: '1', gpu: {count: 2, family: nvidia a100, memoryMiB: 40000}}}]"));

        var template = rendering.nodes().getFirst().at("/spec/template");
        assertThat(template.at("/spec/containers/0/resources"))
                .isEqualTo(Renderings.node("{limits: {cpu: '1', nvidia.com/gpu: '2'}, requests: {cpu: '1'}}"));
        assertThat(template.at("/metadata/annotations"))
                .isEqualTo(Renderings.node("{palette.ai/gpu-family: NVIDIA-A100}"));
        assertThat(
                        template.at(
                                "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0"))
                .isEqualTo(Renderings.node("{key: nvidia.com/gpu.memory, operator: Gt, values: ['39999']}"));
    }

    @Test
    void volumesAreDeclaredOnceHoweverOftenTheyAreMounted() {
        Rendering rendering = RENDERINGS.render(Renderings.request("""
                components:
                - name: w
                  type: webservice
                  properties:
                    image: a
                    limit: {cpu: "2"}
                    cpu: "1"
                    volumeMounts:
                      configMap: [{name: c, mountPath: /c, cmName: cm, items: [{key: k, path: p}]}]
                      emptyDir: [{name: e, mountPath: /e}, {name: e, mountPath: /f, subPath: s}]
                """));

        var pod = rendering.nodes().getFirst().at("/spec/template/spec");
        assertThat(pod.path("volumes")).isEqualTo(Renderings.node("""
                - {name: c, configMap: {name: cm, defaultMode: 420, items: [{key: k, path: p, mode: 511}]}}
                - {name: e, emptyDir: {medium: ""}}
                """));
        assertThat(pod.at("/containers/0/volumeMounts")).hasSize(3);
        assertThat(pod.at("/containers/0/resources"))
                .isEqualTo(Renderings.node("{limits: {cpu: '2'}, requests: {cpu: '1'}}"));
    }
}
