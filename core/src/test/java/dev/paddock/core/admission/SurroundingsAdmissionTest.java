// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything but MLPlatforms, as a table: what is sent to a hub, and all that it answers. */
class SurroundingsAdmissionTest {
    private static final String HUB = """
            apiVersion: palette.ai/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: project-a, namespace: project-a}
            spec: {tenantRef: {name: acme}, computeProfileRef: {name: edge}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: project-b, namespace: project-b}
            spec: {tenantRef: {name: acme}, gpuLimits: {A100: 4}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Tenant
            metadata: {name: leaving, deletionTimestamp: "2026-08-01T10:00:00Z"}
            spec: {}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: leaving, namespace: leaving, deletionTimestamp: "2026-08-01T10:00:00Z"}
            spec: {tenantRef: {name: leaving}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: MLPlatform
            metadata: {name: one, namespace: project-a}
            spec: {platform: clearml, mode: dedicated, clusterProfileRef: {name: infra}, workloadProfileRef: {name: clearml}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: ComputePool
            metadata: {name: one, namespace: project-a}
            spec: {clusterProfileRef: {name: infra, namespace: mural-system}, clusterVariant: {dedicated: {paletteClusterDeploymentConfig: {}}}}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadDeployment
            metadata: {name: one, namespace: project-a}
            spec: {workloadProfileRef: {name: clearml, namespace: mural-system}, environmentRef: {name: gpu-shared}}
            """;

    record Case(String sentence, Operation operation, String before, String object, List<String> answers) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Case create(String sentence, String object, String... answers) {
        return new Case(sentence, Operation.CREATE, "", object, List.of(answers));
    }

    private static Case update(String sentence, String before, String object, String... answers) {
        return new Case(sentence, Operation.UPDATE, before, object, List.of(answers));
    }

    private static Case delete(String sentence, String object, String... answers) {
        return new Case(sentence, Operation.DELETE, "", object, List.of(answers));
    }

    private static String object(String group, String kind, String metadata, String spec) {
        return "apiVersion: " + group + "\nkind: " + kind + "\nmetadata: {" + metadata + "}\nspec: {" + spec + "}\n";
    }

    private static String palette(String kind, String metadata, String spec) {
        return object("palette.ai/v1alpha1", kind, metadata, spec);
    }

    private static String mural(String kind, String metadata, String spec) {
        return object("mural.sh/v1beta1", kind, metadata, spec);
    }

    static Stream<Case> tenancy() {
        String inA = "name: project-c, namespace: project-c";
        return Stream.of(
                create("a Project of a Tenant that exists", palette("Project", inA, "tenantRef: {name: acme}")),
                create(
                        "a Project that is not named as its namespace",
                        palette("Project", "name: b, namespace: a", "tenantRef: {name: acme}"),
                        "metadata.name: Invalid value: \"b\": must equal its namespace \"a\""),
                create(
                        "a Project in a reserved namespace",
                        palette("Project", "name: kube-public, namespace: kube-public", "tenantRef: {name: acme}"),
                        "metadata.namespace: Forbidden: namespace \"kube-public\" is reserved and can be no Project"),
                create(
                        "a Project of a Tenant that does not exist",
                        palette("Project", inA, "tenantRef: {name: acne}"),
                        "spec.tenantRef.name: Not found: \"acne\" (did you mean \"acme\"?)"),
                create(
                        "a Project of a Tenant on its way out",
                        palette("Project", inA, "tenantRef: {name: leaving}"),
                        "spec.tenantRef.name: Forbidden: tenant \"leaving\" is being deleted"),
                delete(
                        "a Tenant with a Project on its way out",
                        palette("Tenant", "name: leaving", ""),
                        "metadata: Conflict: 1 project still exists (leaving)"),
                create(
                        "a ComputeProfile in a Project on its way out",
                        palette("ComputeProfile", "name: p, namespace: leaving", ""),
                        "metadata.namespace: Forbidden: project \"leaving\" is being deleted"),
                create(
                        "an Environment in a Project on its way out",
                        mural("Environment", "name: e, namespace: leaving", "topology: {type: topology-ocm}"),
                        "metadata.namespace: Forbidden: project \"leaving\" is being deleted"),
                update(
                        "a ComputeProfile that goes with its Project",
                        palette("ComputeProfile", "name: p, namespace: leaving", ""),
                        palette("ComputeProfile", "name: p, namespace: leaving", "gpuLimits: {A100: 1}")),
                create(
                        "a Project with what comes later",
                        palette(
                                "Project",
                                inA,
                                "tenantRef: {name: acme}, settingsRef: {name: s}, roleMapping: {admin: [a]}"),
                        "spec.roleMapping: Forbidden: not yet supported: roles; it comes with issue 4 of 4",
                        "spec.settingsRef: Forbidden: not yet supported: Settings; it comes with issue 4 of 4"),
                create(
                        "two spellings of one GPU family",
                        palette("Tenant", "name: t", "gpuLimits: {NVIDIA-A100-SXM4-40GB: 4, A100: 2, \"*\": 0}"),
                        "spec.gpuLimits.NVIDIA-A100-SXM4-40GB: Duplicate value: \"NVIDIA-A100\""),
                delete(
                        "a Tenant with Projects",
                        palette("Tenant", "name: acme", ""),
                        "metadata: Conflict: 2 projects still exist (project-a, project-b)"),
                delete("a Tenant without Projects", palette("Tenant", "name: other", "")),
                delete(
                        "a protected Project",
                        palette("Project", inA, "tenantRef: {name: acme}, deletionProtection: true"),
                        "metadata: Conflict: protected against deletion; set spec.deletionProtection to false first"));
    }

    static Stream<Case> infrastructure() {
        String infra = "name: infra, namespace: mural-system";
        String spec = "type: Infrastructure, version: v1, cloud: embedded, template: {embedded: {}}, layers: [%s]";
        String layer = "{name: k, kind: Kubernetes, ref: k, version: v1}";
        String pool =
                "clusterProfileRef: {name: infra%s}, clusterVariant: {dedicated: {paletteClusterDeploymentConfig: "
                        + "{nodePoolRequirements: {workerPools: [{name: w, nodes: 3, gpu: {family: A100, count: 2}}]}}}}";
        return Stream.of(
                create(
                        "a ComputeProfile with what comes later",
                        palette("ComputeProfile", "name: p, namespace: project-a", "computeConfigRef: {name: c}"),
                        "spec.computeConfigRef: Forbidden: not yet supported: ComputeConfig; it comes with issue 4 of 4"),
                delete(
                        "a ComputeProfile that a Project names",
                        palette("ComputeProfile", "name: edge, namespace: project-a", ""),
                        "metadata: Conflict: in use by Project project-a/project-a"),
                delete(
                        "a ComputeProfile that nobody names",
                        palette("ComputeProfile", "name: x, namespace: project-a", "")),
                create(
                        "a ClusterProfile of another provider",
                        palette(
                                "ClusterProfile",
                                "name: x, namespace: mural-system",
                                "type: AddOn, version: one, cloud: c, template: {palette: {uid: u}}"),
                        "spec.template.palette: Forbidden: not yet supported: the provider behind this template; it comes with"
                                + " issue 4 of 4",
                        "spec.version: Invalid value: \"one\": must be like v3 (basic) or v1.4.0 (semantic)"),
                update(
                        "layers of a version in use",
                        palette("ClusterProfile", infra, spec.formatted(layer)),
                        palette("ClusterProfile", infra, spec.formatted(layer.replace("version: v1", "version: v2"))),
                        "spec.layers: Forbidden: version v1 is in use by ComputePool project-a/one; set a new spec.version"),
                update(
                        "layers of a new version",
                        palette("ClusterProfile", infra, spec.formatted(layer)),
                        palette("ClusterProfile", infra, spec.formatted("").replace("version: v1,", "version: v2,"))),
                delete(
                        "a ClusterProfile in use",
                        palette("ClusterProfile", infra, spec.formatted(layer)),
                        "metadata: Conflict: in use by ComputePool project-a/one (and 1 more)"),
                create(
                        "a pool over the Project's limit",
                        palette("ComputePool", "name: pool, namespace: project-b", pool.formatted("")),
                        "spec.clusterVariant.dedicated.paletteClusterDeploymentConfig.nodePoolRequirements.workerPools: Forbidden:"
                                + " GPU limit exceeded: family NVIDIA-A100, requested 6, used 0, limit 4, level Project project-b"),
                create(
                        "a pool that a platform made is counted with the platform",
                        palette(
                                "ComputePool",
                                "name: pool, namespace: project-b, ownerReferences: [{apiVersion: palette.ai/v1alpha1, kind:"
                                        + " MLPlatform, name: pool, uid: u, controller: true}]",
                                pool.formatted(""))),
                create(
                        "a pool with a profile out of reach",
                        palette(
                                "ComputePool",
                                "name: pool, namespace: project-a",
                                pool.formatted(", namespace: project-b")),
                        "spec.clusterProfileRef.namespace: Forbidden: may only be project-a, tenant-acme or mural-system"),
                delete(
                        "a pool whose platform is there",
                        palette("ComputePool", "name: one, namespace: project-a", pool.formatted(""))
                                + "status: {claimedBy: {kind: MLPlatform, name: one}}\n",
                        "metadata: Conflict: in use by MLPlatform project-a/one"));
    }

    static Stream<Case> delivery() {
        String shared = "name: gpu-shared, namespace: project-a";
        String clearml = "name: clearml, namespace: mural-system";
        return Stream.of(
                create(
                        "an Environment with its Placement in another Project",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {hubNamespace: project-b}}"),
                        "spec.topology.properties.hubNamespace: Forbidden: may only be project-a, tenant-acme, mural-system or"
                                + " managed-cluster-set-global"),
                create(
                        "an Environment with what comes later",
                        mural(
                                "Environment",
                                shared,
                                "policies: [{name: a, type: override}], topology: {type: topology-ocm}"),
                        "spec.policies: Forbidden: not yet supported: policies; it comes with issue 3 of 4"),
                create(
                        "an Environment whose rollout has no readable limits",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {rolloutStrategy: {type: Progressive, progressive:"
                                        + " {maxFailures: 120%, maxConcurrency: few}}}}"),
                        "spec.topology.properties.rolloutStrategy.progressive.maxConcurrency: Invalid value: \"few\": must be a number or"
                                + " a percentage, such as 2 or 25%",
                        "spec.topology.properties.rolloutStrategy.progressive.maxFailures: Invalid value: \"120%\": must be at most"
                                + " 100%"),
                create(
                        "an Environment that says two things on two levels",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {placement: {numberOfClusters: 1},"
                                        + " manifestWorkReplicaSet: {placement: {numberOfClusters: 2}}}}"),
                        "spec.topology.properties.manifestWorkReplicaSet.placement: Invalid value: {\"numberOfClusters\":2}: conflicts"
                                + " with placement"),
                create(
                        "an Environment that says two rollouts on two levels",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {rolloutStrategy: {type: All}, manifestWorkReplicaSet:"
                                        + " {rolloutStrategy: {type: Progressive}}}}"),
                        "spec.topology.properties.rolloutStrategy: Invalid value: {\"type\":\"All\"}: conflicts with"
                                + " manifestWorkReplicaSet.rolloutStrategy"),
                create(
                        "one thing said on two levels",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {placement: {numberOfClusters: 1},"
                                        + " manifestWorkReplicaSet: {placement: {numberOfClusters: 1}}}}")),
                create(
                        "a Placement of one's own, changed one level off",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm-byop, properties: {manifestWorkReplicaSet: {placement: {name: mine,"
                                        + " numberOfClusters: 2, clusterSets: [global]}}}}"),
                        "spec.topology.properties.manifestWorkReplicaSet.placement.clusterSets: Forbidden: topology-ocm-byop takes"
                                + " the Placement as it is",
                        "spec.topology.properties.manifestWorkReplicaSet.placement.numberOfClusters: Forbidden: topology-ocm-byop"
                                + " takes the Placement as it is"),
                create(
                        "a name for a Placement that Paddock makes, one level off",
                        mural(
                                "Environment",
                                shared,
                                "topology: {type: topology-ocm, properties: {manifestWorkReplicaSet: {placement: {name: mine}}}}"),
                        "spec.topology.properties.manifestWorkReplicaSet.placement.name: Forbidden: topology-ocm makes its own"
                                + " Placement; topology-ocm-byop uses yours"),
                delete(
                        "an Environment in use",
                        mural("Environment", shared, "topology: {type: topology-ocm}"),
                        "metadata: Conflict: in use by WorkloadDeployment project-a/one"),
                create(
                        "a WorkloadProfile that could never be rendered",
                        mural(
                                "WorkloadProfile",
                                clearml,
                                "workload: {components: [{name: a, type: helm-chart}, {name: b, type: webservice, traits: [{type:"
                                        + " scaler}], properties: {env: [{value: '{{ spoke \".def.a.host\" }}'}]}}, {name: d, type: webservice, properties: {image: '{{ .var }}'}}], policies: [{name: a, type: topology}, {name: b, type: replication}, {name: c, type: apply-once, properties: {enable: true, rules:"
                                        + " [{selector: {componentNames: [a]}, strategy: {affect: onUpdate, path: ['*']}}, {strategy: {affect: '{{ .var.when }}', path: [spec]}}]}}]}"),
                        "spec.workload.components[1].properties.env[0].value: Not found: \".def.a.host\"",
                        "spec.workload.components[2].properties.image: Invalid value: \"{{ .var }}\": no macro: write {{ .var.<name>"
                                + " }}, {{ hub \".sys.<name>\" }}, {{ hub"
                                + " \".deploy.<namespace>.<deployment>.def.<component>.<output>\" }} or {{ spoke"
                                + " \".def.<component>.<output>\" }}",
                        "spec.workload.policies[0].type: Forbidden: topology: the Environment says which clusters a workload goes to",
                        "spec.workload.policies[1].type: Forbidden: replication: only a deploy step of a workflow delivers components"
                                + " once for each key; write one component for each key, or one deployment with a variable",
                        "spec.workload.policies[2].properties.rules[0].strategy.path: Forbidden: * with onUpdate would put back a"
                                + " version that is no longer delivered; name the fields, or leave affect out to leave the whole"
                                + " object alone"),
                create(
                        "outputs that cannot be read",
                        mural(
                                "WorkloadProfile",
                                clearml,
                                "workload: {components: [{name: a, type: webservice, properties: {image: '{{ hub"
                                        + " \".deploy.project-a.db.def.server.image\" }}'}, definitionOutputRefs: [{name: a-b,"
                                        + " pathRef: {apiVersion: v1, kind: Service, path: .spec.clusterIP}}, {name: a_b, pathRef:"
                                        + " {apiVersion: v1, kind: Secret, path: ..data}}]}]}"),
                        "spec.workload.components[0].definitionOutputRefs[1].name: Duplicate value: \"a_b\": differs from \"a-b\" only"
                                + " in - and _",
                        "spec.workload.components[0].definitionOutputRefs[1].pathRef.path: Invalid value: \"..data\": not understood"
                                + " from character 1; write for example .status.conditions[?(@.type==\"Ready\")].status"),
                create(
                        "outputs of the workload itself that cannot be read where they are",
                        mural(
                                "WorkloadProfile",
                                clearml,
                                "workload: {objectOutputRefs: [{name: ca, pathRef: {apiVersion: v1, kind: ConfigMap, name: ca, path:"
                                        + " data}}], components: [{name: db, type: webservice, deploymentPriority: 10,"
                                        + " properties: {image: a}, definitionOutputRefs: [{name: host, pathRef: {apiVersion: v1,"
                                        + " kind: Service, path: .metadata.name}}]}, {name: web, type: webservice, deploymentPriority:"
                                        + " 10, properties: {image: '{{ spoke \".def.db.host\" }}', args: ['{{ spoke"
                                        + " \".def.db.hots\" }}', '{{ spoke \".obj.ca\" }}', '{{ spoke \".objects.ca\" }}']}}]}"),
                        "spec.workload.components[1].properties.args[0]: Not found: \".def.db.hots\" (did you mean \".def.db.host\"?)",
                        "spec.workload.components[1].properties.args[2]: Invalid value: \".objects.ca\": must be"
                                + " .def.<component>.<output>, .def.<component>.<trait>.<output> or .obj.<output>",
                        "spec.workload.components[1].properties.image: Forbidden: component \"db\" has deploymentPriority 10,"
                                + " \"web\" must have a higher one to read its outputs (has 10)",
                        "spec.workload.objectOutputRefs[0].pathRef.path: Invalid value: \"data\": not understood from character 1;"
                                + " write for example .status.conditions[?(@.type==\"Ready\")].status"),
                create(
                        "a misspelt label is a warning",
                        mural("WorkloadProfile", clearml + ", labels: {palette.ai/plaform-version: 7.14.5}", ""),
                        "warning: metadata.labels[palette.ai/plaform-version]: misspelt; write palette.ai/platform-version"),
                delete(
                        "a WorkloadProfile in use",
                        mural("WorkloadProfile", clearml, ""),
                        "metadata: Conflict: in use by MLPlatform project-a/one (and 1 more)"),
                create(
                        "a deployment to a reserved namespace with a revision",
                        mural(
                                "WorkloadDeployment",
                                "name: d, namespace: project-a",
                                "environmentRef: {name: gpu-shared}, targetNamespace: kube-system, workloadProfileRef: {name: x,"
                                        + " namespace: project-b, revision: v1}"),
                        "spec.targetNamespace: Forbidden: namespace \"kube-system\" is reserved (kube-*)",
                        "spec.workloadProfileRef.namespace: Forbidden: may only be project-a, tenant-acme or mural-system"));
    }

    /** The profile says by now that size is called width. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "revision: v0, '', size,",
        "revision: v0, '', width, 'spec.variables.width: Not found: \"width\"'",
        "revision: v9, '', width,",
        "'', '', width,",
        "'', '', size, 'spec.variables.size: Not found: \"size\"'",
        "'', 'workloadProfileRevision: v0, revisionChosenFor: project-a/sized', size,",
        "'', 'workloadProfileRevision: v0, revisionChosenFor: project-a/other', width,",
    })
    void valuesFitTheRevisionThatIsRun(String revision, String status, String variable, @Nullable String refusal) {
        HubFixture hub = new HubFixture(HUB).add("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: sized, namespace: project-a}
                spec: {variableSet: [{name: width, variableType: string}]}
                ---
                apiVersion: core.oam.dev/v1beta1
                kind: DefinitionRevision
                metadata: {name: wp-sized-v0, namespace: project-a}
                spec:
                  version: v0
                  workloadProfile: {name: sized, spec: {variableSet: [{name: size, variableType: string}]}}
                """);

        Answer answer = hub.create("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: d, namespace: project-a}
                spec: {environmentRef: {name: e}, workloadProfileRef: {name: sized%s}, variables: {%s: x}}
                status: {%s}
                """.formatted(revision.isEmpty() ? "" : ", " + revision, variable, status));

        assertThat(answer.errors().stream().map(Answer.Cause::text))
                .containsExactlyElementsOf(Stream.ofNullable(refusal).toList());
    }

    @ParameterizedTest
    @MethodSource({"tenancy", "infrastructure", "delivery"})
    void answers(Case given) {
        HubFixture hub = new HubFixture(HUB);

        Answer answer = switch (given.operation()) {
            case CREATE -> hub.create(given.object());
            case UPDATE -> hub.update(given.before(), given.object());
            case DELETE -> hub.delete(given.object());
        };

        assertThat(Stream.concat(
                        answer.errors().stream().map(Answer.Cause::text),
                        answer.warnings().stream().map(warning -> "warning: " + warning)))
                .containsExactlyElementsOf(given.answers());
    }
}
