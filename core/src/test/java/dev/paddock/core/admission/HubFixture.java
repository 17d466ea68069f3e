// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.TemplateCheck;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.render.Yaml;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hub whose objects are written as YAML, and the admission of further objects to it. */
final class HubFixture implements ObjectIndex {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Map<String, Class<? extends CustomResource<?, ?>>> KINDS = Stream.of(
                    Tenant.class,
                    Project.class,
                    Compute.class,
                    ComputeProfile.class,
                    ClusterProfile.class,
                    ComputePool.class,
                    MLPlatform.class,
                    Environment.class,
                    WorkloadProfile.class,
                    VariableSet.class,
                    WorkloadDeployment.class,
                    DefinitionRevision.class,
                    ComponentDefinition.class,
                    TraitDefinition.class,
                    PolicyDefinition.class,
                    WorkflowStepDefinition.class,
                    ManagedCluster.class)
            .collect(Collectors.toMap(
                    Class::getSimpleName, Function.<Class<? extends CustomResource<?, ?>>>identity()));

    private static final Definitions BUILT_IN = Definitions.of(List.of(
            builtIn(Definition.Kind.COMPONENT, "webservice"),
            builtIn(Definition.Kind.COMPONENT, "k8s-objects"),
            builtIn(Definition.Kind.COMPONENT, "helm-chart"),
            builtIn(Definition.Kind.COMPONENT, "closed-type"),
            builtIn(Definition.Kind.COMPONENT, "busy-type"),
            builtIn(Definition.Kind.TRAIT, "open-type"),
            builtIn(Definition.Kind.TRAIT, "scaler"),
            builtIn(Definition.Kind.POLICY, "topology"),
            builtIn(Definition.Kind.POLICY, "replication"),
            builtIn(Definition.Kind.POLICY, "apply-once")));

    private final List<CustomResource<?, ?>> objects = new ArrayList<>();
    private final Ledger ledger = new Ledger();

    HubFixture(String yaml) {
        ledger.open(List.of());
        add(yaml);
    }

    HubFixture add(String yaml) {
        for (String document : yaml.split("(?m)^---$", -1)) {
            if (!document.isBlank()) {
                objects.add(read(document));
            }
        }
        return this;
    }

    Ledger ledger() {
        return ledger;
    }

    Answer create(String yaml) {
        return judge(Operation.CREATE, read(yaml), null);
    }

    Answer update(String before, String after) {
        return judge(Operation.UPDATE, read(after), read(before));
    }

    Answer delete(String yaml) {
        return judge(Operation.DELETE, read(yaml), null);
    }

    private Answer judge(Operation operation, CustomResource<?, ?> object, @Nullable CustomResource<?, ?> old) {
        return new Policies(new Check(), BUILT_IN)
                .all().stream()
                        .filter(policy -> policy.kind() == object.getClass())
                        .findFirst()
                        .map(policy -> judge(policy, operation, object, old))
                        .orElseThrow();
    }

    private <T extends CustomResource<?, ?>> Answer judge(
            Policy<T> policy, Operation operation, CustomResource<?, ?> object, @Nullable CustomResource<?, ?> old) {
        return policy.judge(new Input<>(
                operation,
                policy.kind().cast(object),
                Optional.ofNullable(old).map(policy.kind()::cast),
                this,
                ledger));
    }

    private static Definition builtIn(Definition.Kind kind, String name) {
        return new Definition(
                kind,
                name,
                new Definition.Schematic.Cue(""),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Knows what two types take, and has no time for a third; all others take anything. */
    private static final class Check implements TemplateCheck {
        @Override
        public List<TemplateProblem> check(Definition definition) {
            return faults(definition);
        }

        @Override
        public Optional<JsonNode> parameters(Definition definition) {
            return switch (definition.name()) {
                case "open-type" -> Optional.of(Yaml.node("{properties: {replicas: {type: integer}}}"));
                case "closed-type" ->
                    Optional.of(Yaml.node("{additionalProperties: false, properties: {chart: {type: string}}}"));
                case "busy-type" -> Optional.empty();
                default -> Optional.of(Yaml.node("{x-kubernetes-preserve-unknown-fields: true}"));
            };
        }
    }

    /** Finds a fault in every template that says so, and none while it is away. */
    private static List<TemplateProblem> faults(Definition definition) {
        if (definition.schematic().text().equals("away")) {
            throw new EngineUnavailableException("all workers are busy");
        }
        return definition.schematic().text().equals("faulty")
                ? List.of(new TemplateProblem("output", 12, 5, "unsupported construct: x"))
                : List.of();
    }

    static CustomResource<?, ?> read(String yaml) {
        String kind = yaml.lines()
                .filter(line -> line.startsWith("kind: "))
                .findFirst()
                .orElseThrow()
                .substring("kind: ".length())
                .strip();
        return YAML.unmarshal(yaml, Objects.requireNonNull(KINDS.get(kind), kind));
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        return list(kind).stream()
                .filter(object -> name.equals(object.getMetadata().getName()))
                .filter(object -> namespace.equals(
                        Optional.ofNullable(object.getMetadata().getNamespace()).orElse("")))
                .findFirst();
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
