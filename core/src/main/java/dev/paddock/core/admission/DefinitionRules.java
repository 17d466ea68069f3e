// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionChooser;
import dev.paddock.core.definition.DefinitionFaults;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.StoredDefinition;
import dev.paddock.core.definition.TemplateCheck;
import dev.paddock.core.definition.TypeUse;
import dev.paddock.core.definition.UnknownProperties;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.revision.Revisions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of definitions, and of the types that workloads name. */
final class DefinitionRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DefinitionFaults faults;
    private final TemplateCheck check;
    private final Definitions builtIn;

    DefinitionRules(TemplateCheck check, Definitions builtIn) {
        this.faults = new DefinitionFaults(check);
        this.check = check;
        this.builtIn = builtIn;
    }

    /** A template that cannot be looked at now is looked at by the reconciler, which keeps it from being used until then. */
    <T extends CustomResource<?, DefinitionStatus>> Rule<T> doesNotCompile(Definition.Kind kind) {
        return input -> {
            try {
                return faults
                        .of(StoredDefinition.json(
                                kind, input.object(), input.object().getSpec()))
                        .stream()
                        .map(Finding.Invalid::new);
            } catch (EngineUnavailableException e) {
                return Finding.warning(
                        "spec.schematic: not checked yet; the condition Ready will say whether it compiles");
            }
        };
    }

    <T extends CustomResource<?, DefinitionStatus>> Rule<T> isUsed(Definition.Kind kind) {
        return input -> {
            List<HasMetadata> users = new ArrayList<>();
            for (WorkloadProfile profile : input.objects().list(WorkloadProfile.class)) {
                if (uses(
                        kind,
                        input,
                        profile,
                        profile.getSpec() == null ? null : profile.getSpec().workload())) {
                    users.add(profile);
                }
            }
            for (WorkloadDeployment deployment : input.objects().list(WorkloadDeployment.class)) {
                if (uses(kind, input, deployment, deployment.getSpec().workload()) || runs(kind, input, deployment)) {
                    users.add(deployment);
                }
            }
            return DeleteRules.inUse(users.stream());
        };
    }

    /** Whether the revision of its profile that it runs, which need not be the newest, names the type. */
    private <T extends HasMetadata> boolean runs(Definition.Kind kind, Input<T> input, WorkloadDeployment deployment) {
        var reference = deployment.getSpec().workloadProfileRef();
        var status = deployment.getStatus();
        if (reference == null || status == null || status.workloadProfileRevision() == null) {
            return false;
        }
        String namespace = reference.namespaceOr(deployment.getMetadata().getNamespace());
        Optional<DefinitionRevision> revision = input.objects()
                .find(
                        DefinitionRevision.class,
                        namespace,
                        Revisions.name(reference.name(), status.workloadProfileRevision()));
        return revision.flatMap(Revisions::snapshot)
                .filter(snapshot ->
                        uses(kind, input, revision.get(), snapshot.spec().workload()))
                .isPresent();
    }

    private <T extends HasMetadata> boolean uses(
            Definition.Kind kind, Input<T> input, HasMetadata user, @Nullable WorkloadTemplate template) {
        String namespace = user.getMetadata().getNamespace();
        return template != null
                && TypeUse.in(template, "").stream()
                        .anyMatch(use -> use.kind() == kind && use.name().equals(input.name()))
                && meant(kind, input, namespace);
    }

    /** The first namespace that has a definition of the name is the one whose definition is meant. */
    private <T extends HasMetadata> boolean meant(Definition.Kind kind, Input<T> input, String namespace) {
        for (String each : DefinitionChooser.namespaces(namespace)) {
            if (each.equals(input.namespace())) {
                return true;
            }
            if (input.objects()
                    .find(StoredDefinition.objectClass(kind), each, input.name())
                    .isPresent()) {
                return false;
            }
        }
        return false;
    }

    /** A definition may be applied after what names it, so this is no error. */
    Stream<Finding> profileNamesUnknownType(Input<WorkloadProfile> input) {
        return unknown(input, input.object().getSpec().workload());
    }

    Stream<Finding> deploymentNamesUnknownType(Input<WorkloadDeployment> input) {
        return unknown(input, input.object().getSpec().workload());
    }

    private <T extends HasMetadata> Stream<Finding> unknown(Input<T> input, @Nullable WorkloadTemplate template) {
        return template == null
                ? Finding.none()
                : TypeUse.in(template, "spec.workload").stream()
                        .filter(use -> builtIn.find(use.kind(), use.type()).isEmpty())
                        .filter(use -> DefinitionChooser.namespaces(input.namespace()).stream()
                                .allMatch(namespace -> input.objects()
                                        .find(StoredDefinition.objectClass(use.kind()), namespace, use.name())
                                        .isEmpty()))
                        .flatMap(use ->
                                Finding.warning(FieldError.notFound(use.path(), use.type(), known(input, use.kind()))
                                        .toString()));
    }

    /** PL003: a property that the definition refuses is an error, one that it does not look at a warning. */
    Stream<Finding> profileGivesUnknownProperties(Input<WorkloadProfile> input) {
        return properties(input, input.object().getSpec().workload());
    }

    Stream<Finding> deploymentGivesUnknownProperties(Input<WorkloadDeployment> input) {
        return properties(input, input.object().getSpec().workload());
    }

    /** What a document gives to one definition. */
    private record Given(Definition.Kind kind, String type, String path, Map<String, Object> properties) {}

    /** Says nothing more once a schema does not come: whoever waits for this must not wait for a busy engine, type after type. */
    private <T extends HasMetadata> Stream<Finding> properties(Input<T> input, @Nullable WorkloadTemplate template) {
        List<Finding> findings = new ArrayList<>();
        Map<Definition, Optional<JsonNode>> schemas = new HashMap<>();
        for (Given given : template == null ? List.<Given>of() : given(template)) {
            Optional<Definition> definition = definition(input, given.kind(), given.type());
            if (definition.isEmpty()) {
                continue;
            }
            Optional<JsonNode> schema = schemas.computeIfAbsent(definition.get(), check::parameters);
            if (schema.isEmpty() && definition.get().schematic() instanceof Definition.Schematic.Cue) {
                return findings.stream();
            }
            schema.ifPresent(found -> findings.addAll(unknown(given, found, definition.get())));
        }
        return findings.stream();
    }

    private static List<Given> given(WorkloadTemplate template) {
        List<Given> all = new ArrayList<>();
        for (int i = 0; i < template.components().size(); i++) {
            WorkloadTemplate.Component component = template.components().get(i);
            String path = "spec.workload.components[" + i + "]";
            all.add(new Given(Definition.Kind.COMPONENT, component.type(), path, component.properties()));
            for (int j = 0; j < component.traits().size(); j++) {
                WorkloadTemplate.Trait trait = component.traits().get(j);
                all.add(new Given(
                        Definition.Kind.TRAIT, trait.type(), path + ".traits[" + j + "]", trait.properties()));
            }
        }
        for (int i = 0; i < template.policies().size(); i++) {
            dev.paddock.api.mural.Policy policy = template.policies().get(i);
            all.add(new Given(
                    Definition.Kind.POLICY, policy.type(), "spec.workload.policies[" + i + "]", policy.properties()));
        }
        return all;
    }

    private static List<Finding> unknown(Given given, JsonNode schema, Definition definition) {
        JsonNode properties = JSON.valueToTree(given.properties());
        return UnknownProperties.in(
                        given.path() + ".properties", given.type(), properties, schema, definition.schematic())
                .stream()
                .<Finding>map(found -> found.closed()
                        ? new Finding.Invalid(found.error())
                        : new Finding.Warning(found.error().toString()))
                .toList();
    }

    /** The one that is meant now; empty for a pinned revision of a stored one, which may take something else. */
    private <T extends HasMetadata> Optional<Definition> definition(Input<T> input, Definition.Kind kind, String type) {
        String name = Definitions.nameOf(type);
        for (String namespace : DefinitionChooser.namespaces(input.namespace())) {
            Optional<? extends CustomResource<?, DefinitionStatus>> stored =
                    input.objects().find(StoredDefinition.objectClass(kind), namespace, name);
            if (stored.isPresent()) {
                return name.equals(type) ? read(kind, stored.get()) : Optional.empty();
            }
        }
        return builtIn.find(kind, type);
    }

    private static Optional<Definition> read(Definition.Kind kind, CustomResource<?, DefinitionStatus> stored) {
        JsonNode json = StoredDefinition.json(kind, stored, stored.getSpec());
        return DefinitionReader.read(json) instanceof DefinitionReader.Outcome.Read(Definition definition)
                ? Optional.of(definition)
                : Optional.empty();
    }

    private <T extends HasMetadata> Set<String> known(Input<T> input, Definition.Kind kind) {
        Set<String> names = new TreeSet<>(builtIn.names(kind));
        for (String namespace : DefinitionChooser.namespaces(input.namespace())) {
            input.objects()
                    .list(StoredDefinition.objectClass(kind), namespace)
                    .forEach(each -> names.add(each.getMetadata().getName()));
        }
        return names;
    }
}
