// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.DefinitionOutput;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads outputs of other deployments for one deployment: who may, whether there is such an output, and whether the clusters agree on its
 * value. Pure.
 *
 * @param project the reader's Project
 * @param tenant of that Project, where it is known
 */
public record OutputReader(String project, Optional<String> tenant) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERY_PROJECT = "*";
    private static final String SECRET = "Secret";

    /** @param found the deployment that the path names, when there is one */
    public HubOutput read(OutputPath path, Optional<OutputSource> found) {
        String named = "WorkloadDeployment " + path.source();
        if (found.isEmpty()) {
            return new HubOutput.Waiting(named + " does not exist; waiting for it");
        }
        OutputSource source = found.get();
        if (!mayRead(path.source().namespace(), source)) {
            return new HubOutput.Refused("%s does not share its outputs with project %s; annotate it with %s: \"%s\""
                    .formatted(named, project, Annotations.SHARE_OUTPUTS, project));
        }
        Map<String, Boolean> declared =
                source.template().map(OutputReader::declared).orElse(Map.of());
        if (source.template()
                .filter(template -> secret(template, path.output()))
                .isPresent()) {
            return new HubOutput.Refused(
                    "%s reads %s from a Secret; it stays on its cluster".formatted(named, path.output()));
        }
        SortedMap<String, Optional<WorkloadStatus.Outputs>> clusters = source.outputs();
        if (path.cluster().isPresent()) {
            String cluster = path.cluster().get();
            if (!clusters.containsKey(cluster)) {
                return new HubOutput.Waiting(named + " is not on cluster " + cluster);
            }
            clusters = new TreeMap<>(Map.of(cluster, clusters.get(cluster)));
        }
        SortedMap<String, JsonNode> values = new TreeMap<>();
        clusters.forEach((cluster, outputs) ->
                outputs.flatMap(all -> value(all, path.names())).ifPresent(value -> values.put(cluster, value)));
        if (values.isEmpty() && !declared.containsKey(path.output())) {
            return new HubOutput.Waiting("%s puts out no %s%s"
                    .formatted(named, path.output(), Suggestion.text(path.output(), declared.keySet())));
        }
        if (values.isEmpty() || values.size() < clusters.size()) {
            List<String> missing = new ArrayList<>(clusters.keySet());
            missing.removeAll(values.keySet());
            return new HubOutput.Waiting("%s has not put out %s yet%s"
                    .formatted(named, path.output(), missing.isEmpty() ? "" : " on " + String.join(", ", missing)));
        }
        return agreed(named, path, values, declared.getOrDefault(path.output(), false));
    }

    private static HubOutput agreed(
            String named, OutputPath path, SortedMap<String, JsonNode> values, boolean skipHash) {
        if (values.values().stream().distinct().count() == 1) {
            return new HubOutput.Known(values.firstEntry().getValue(), skipHash);
        }
        OutputPath one = new OutputPath(path.source(), Optional.of(values.firstKey()), path.names());
        return new HubOutput.Refused("%s puts out different values of %s on %s; choose one, as in {{ hub \"%s\" }}"
                .formatted(named, path.output(), String.join(", ", values.keySet()), one));
    }

    private boolean mayRead(String owner, OutputSource source) {
        if (owner.equals(project)) {
            return true;
        }
        List<String> shared =
                Arrays.stream(source.sharedWith().split(",")).map(String::strip).toList();
        return shared.contains(project)
                || shared.contains(EVERY_PROJECT) && tenant.isPresent() && tenant.equals(source.tenant());
    }

    private static Optional<JsonNode> value(WorkloadStatus.Outputs outputs, List<String> names) {
        JsonNode node = JSON.valueToTree(Map.of("def", outputs.def(), "obj", outputs.obj()));
        for (String name : names) {
            node = node.path(name);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** The outputs by name, with {@code skipHash}. */
    private static Map<String, Boolean> declared(WorkloadTemplate template) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (WorkloadTemplate.Component component : template.components()) {
            declare(names, "def." + component.name() + ".", component.definitionOutputRefs());
            component
                    .traits()
                    .forEach(trait -> declare(
                            names,
                            "def." + component.name() + "." + Objects.requireNonNullElse(trait.name(), trait.type())
                                    + ".",
                            trait.definitionOutputRefs()));
        }
        template.objectOutputRefs().forEach(output -> names.put("obj." + output.name(), false));
        return names;
    }

    private static boolean secret(WorkloadTemplate template, String output) {
        return Stream.concat(
                        template.components().stream().flatMap(OutputReader::ofSecrets),
                        template.objectOutputRefs().stream()
                                .filter(declared ->
                                        SECRET.equals(declared.pathRef().kind()))
                                .map(declared -> "obj." + declared.name()))
                .anyMatch(output::equals);
    }

    private static Stream<String> ofSecrets(WorkloadTemplate.Component component) {
        String prefix = "def." + component.name() + ".";
        Stream<String> own = component.definitionOutputRefs().stream()
                .filter(declared -> SECRET.equals(declared.pathRef().kind()))
                .map(declared -> prefix + declared.name());
        Stream<String> ofTraits = component.traits().stream()
                .flatMap(trait -> trait.definitionOutputRefs().stream()
                        .filter(declared -> SECRET.equals(declared.pathRef().kind()))
                        .map(declared -> prefix + Objects.requireNonNullElse(trait.name(), trait.type()) + "."
                                + declared.name()));
        return Stream.concat(own, ofTraits);
    }

    private static void declare(Map<String, Boolean> names, String prefix, List<DefinitionOutput> outputs) {
        outputs.forEach(output -> names.put(prefix + output.name(), Boolean.TRUE.equals(output.skipHash())));
    }
}
