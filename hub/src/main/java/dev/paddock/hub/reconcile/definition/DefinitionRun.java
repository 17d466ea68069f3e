// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.core.definition.Compilation;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionDecider;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.StoredDefinition;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.definition.HubDefinitions;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for a definition of any kind. What is stored is asked of the API server, as for profiles: a cache may lack the revision that
 * was made a moment ago.
 */
final class DefinitionRun {

    static final String FIELD_MANAGER = "paddock-definition";

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionRun.class);

    /** Where KubeVela's forms look for it. */
    private static final String SCHEMA_KEY = "openapi-v3-json-schema";

    private static final Duration ENGINE_COMES_BACK = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final HubCache cache;
    private final DefinitionCompiler compiler;
    private final HubDefinitions definitions;
    private final Clock clock;
    private final DefinitionDecider decider = new DefinitionDecider();

    DefinitionRun(
            KubernetesClient client,
            HubCache cache,
            DefinitionCompiler compiler,
            HubDefinitions definitions,
            Clock clock) {
        this.client = client;
        this.cache = cache;
        this.compiler = compiler;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** A revision that somebody deleted is made again. */
    <R extends CustomResource<?, DefinitionStatus>> CacheEvents<R> events(Class<R> type, Definition.Kind kind) {
        return new CacheEvents<>(type, cache)
                .on(
                        DefinitionRevision.class,
                        revision -> StoredDefinition.kindOf(revision).filter(kind::equals).stream()
                                .map(found -> new ResourceID(
                                        StoredDefinition.definitionOf(revision),
                                        revision.getMetadata().getNamespace()))
                                .toList());
    }

    /** @param empty a new object of the kind */
    <R extends CustomResource<?, DefinitionStatus>> UpdateControl<R> reconcile(
            Definition.Kind kind, R definition, R empty) {
        ObjectNode json = StoredDefinition.json(kind, definition, definition.getSpec());
        Compilation compilation;
        try {
            compilation = compiler.compile(json);
        } catch (EngineUnavailableException e) {
            LOG.warn(
                    "definition could not be looked at namespace={} kind={} name={} message={}",
                    definition.getMetadata().getNamespace(),
                    kind.objectKind(),
                    definition.getMetadata().getName(),
                    e.getMessage());
            return UpdateControl.<R>noUpdate().rescheduleAfter(ENGINE_COMES_BACK);
        }
        String schemaName = kind.word().replace(" ", "").toLowerCase(Locale.ROOT) + "-schema-"
                + definition.getMetadata().getName();
        DefinitionDecider.Decision decision = decider.decide(view(kind, definition, json, compilation), schemaName);
        // Before the revision: whoever finds that, finds the schema.
        if (compilation instanceof Compilation.Sound sound
                && schemaName.equals(decision.status().configMapRef())) {
            sound.schema().ifPresent(schema -> writeSchema(definition, schemaName, schema));
        }
        decision.store().ifPresent(revision -> client.resource(revision).create());
        decision.surplus().forEach(revision -> client.resource(revision).delete());
        return decision.status().equals(definition.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(definition, empty, decision.status()));
    }

    private DefinitionDecider.View view(
            Definition.Kind kind,
            CustomResource<?, DefinitionStatus> definition,
            ObjectNode json,
            Compilation compilation) {
        String namespace = definition.getMetadata().getNamespace();
        String name = definition.getMetadata().getName();
        List<DefinitionRevision> named = Stream.of(Definition.Kind.values())
                .flatMap(each -> client
                        .resources(DefinitionRevision.class)
                        .inNamespace(namespace)
                        .withLabel(StoredDefinition.label(each), name)
                        .list()
                        .getItems()
                        .stream())
                .toList();
        // Who uses what is a question to everything on the hub; with few revisions none would go anyway.
        Set<String> used =
                named.size() > DefinitionDecider.UNUSED_KEPT ? definitions.used(kind, namespace, name) : Set.of();
        return new DefinitionDecider.View(kind, definition, json, compilation, named, used, clock.instant());
    }

    private void writeSchema(CustomResource<?, DefinitionStatus> definition, String name, JsonNode schema) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(definition.getMetadata().getNamespace())
                        .addToLabels(Labels.MANAGED_BY, "paddock")
                        .addToLabels("definition.oam.dev", "schema")
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion(definition.getApiVersion())
                                .withKind(definition.getKind())
                                .withName(definition.getMetadata().getName())
                                .withUid(definition.getMetadata().getUid())
                                .withController(true)
                                .build())
                        .endMetadata()
                        .addToData(SCHEMA_KEY, schema.toString())
                        .build())
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }
}
