// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.OutputType;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.substitution.FluxText;
import dev.paddock.core.substitution.FolderNeeds;
import dev.paddock.core.substitution.LocalOutputs;
import dev.paddock.core.substitution.SubstitutionNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The values of one workload as Flux variables, and of each folder whether all it needs are there. Pure.
 *
 * @param shown data of the ConfigMap
 * @param hidden data of the Secret, as base64
 * @param folders those that need values
 */
record FolderValues(
        SortedMap<String, String> shown, SortedMap<String, String> hidden, SortedMap<String, Folder> folders) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HASH_LENGTH = 16;

    /**
     * One folder.
     *
     * @param gate the ConfigMap that lets it go
     * @param missing what it waits for
     * @param fingerprint another one means that it is to be applied again
     */
    record Folder(String gate, List<String> missing, String fingerprint) {}

    /** @param variables the secret variables that have come from the hub, by Flux variable */
    static FolderValues of(
            String deployment, WorkloadTemplate template, ReadOutputs read, Map<String, HiddenValue> variables) {
        FolderValues values = new FolderValues(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        LocalOutputs outputs = LocalOutputs.of("", template);
        SortedMap<String, FolderNeeds> needs = FolderNeeds.of(template);
        for (LocalOutputs.Output output : outputs.all()) {
            if (needs.values().stream()
                    .anyMatch(folder -> folder.outputs().contains(output.name().toString()))) {
                values.add(output, read);
            }
        }
        variables.forEach(values::hide);
        needs.forEach((folder, need) -> values.folders.put(
                folder,
                new Folder(
                        SubstitutionNames.gate(deployment, folder, need),
                        missing(need, read, variables),
                        values.fingerprint(need, outputs, variables, read))));
        return values;
    }

    /** Null-free: folder to what it waits for, of those that wait. */
    SortedMap<String, String> waiting() {
        SortedMap<String, String> waiting = new TreeMap<>();
        folders.forEach((folder, values) -> {
            if (!values.missing().isEmpty()) {
                waiting.put(folder, String.join(", ", values.missing()));
            }
        });
        return waiting;
    }

    private void add(LocalOutputs.Output output, ReadOutputs read) {
        String variable = output.name().variable();
        String name = output.name().toString();
        HiddenValue secret = read.hidden().get(name);
        if (secret != null) {
            hide(variable, secret);
            return;
        }
        Object value = read.shown().get(name);
        if (value == null) {
            return;
        }
        JsonNode json = JSON.valueToTree(value);
        shown.put(variable, FluxText.value(json.isValueNode() ? json.asText() : json.toString()));
        if (output.type() == OutputType.JSON_RAW) {
            shown.put(SubstitutionNames.json(variable), json.toString());
        }
    }

    private void hide(String variable, HiddenValue value) {
        hidden.put(variable, encoded(FluxText.value(value.text())));
        hidden.put(SubstitutionNames.raw(variable), value.base64());
        hidden.put(SubstitutionNames.base64(variable), encoded(value.base64()));
        hidden.put(SubstitutionNames.version(variable), encoded(FluxText.value(value.version())));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> missing(FolderNeeds needs, ReadOutputs read, Map<String, HiddenValue> variables) {
        return Stream.concat(
                        needs.outputs().stream()
                                .filter(path -> !read.shown().containsKey(path)
                                        && !read.hidden().containsKey(path))
                                .map(path -> "output " + path),
                        needs.secretVariables().stream()
                                .filter(name -> !variables.containsKey(SubstitutionNames.variable(name)))
                                .map(name -> "secret variable " + name))
                .toList();
    }

    private String fingerprint(
            FolderNeeds needs, LocalOutputs outputs, Map<String, HiddenValue> variables, ReadOutputs read) {
        StringBuilder text = new StringBuilder();
        for (String path : needs.outputs()) {
            Optional<LocalOutputs.Output> output = SpokePath.parse(path).flatMap(outputs::find);
            if (output.filter(LocalOutputs.Output::skipHash).isEmpty()) {
                HiddenValue secret = read.hidden().get(path);
                text.append(path)
                        .append('=')
                        .append(secret == null ? String.valueOf(read.shown().get(path)) : secret.version())
                        .append(';');
            }
        }
        for (String name : needs.secretVariables()) {
            text.append(name)
                    .append('=')
                    .append(variables.get(SubstitutionNames.variable(name)))
                    .append(';');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_LENGTH);
    }
}
