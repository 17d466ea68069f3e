// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects of one folder of an artifact: what its {@code kustomization.yaml} lists as resources, or every YAML file where
 * there is none. Does not know Kustomize's transformers and refuses a file that asks for one, rather than leaving it out.
 */
final class FolderBuild {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KUSTOMIZATION_FILES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final Set<String> KNOWN_FIELDS = Set.of("apiVersion", "kind", "metadata", "resources", "namespace");

    private final NavigableMap<String, String> files;

    private FolderBuild(NavigableMap<String, String> files) {
        this.files = files;
    }

    /** @param files path from the archive's root → content */
    static List<GenericKubernetesResource> build(NavigableMap<String, String> files, String folder)
            throws BuildException {
        String root = normalize(folder);
        if (files.isEmpty()) {
            throw new BuildException("kustomization path not found: the artifact has no file below ./" + root);
        }
        return new FolderBuild(files).objectsOf(root, new TreeSet<>());
    }

    private List<GenericKubernetesResource> objectsOf(String folder, Set<String> visited) throws BuildException {
        if (!visited.add(folder)) {
            throw new BuildException("./" + folder + " includes itself");
        }
        for (String name : KUSTOMIZATION_FILES) {
            String listing = files.get(join(folder, name));
            if (listing != null) {
                return listed(folder, listing, visited);
            }
        }
        List<GenericKubernetesResource> objects = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            boolean yaml = file.getKey().endsWith(".yaml") || file.getKey().endsWith(".yml");
            if (yaml && (folder.isEmpty() || file.getKey().startsWith(folder + "/"))) {
                objects.addAll(parse(file.getKey(), file.getValue()));
            }
        }
        return objects;
    }

    private List<GenericKubernetesResource> listed(String folder, String listing, Set<String> visited)
            throws BuildException {
        JsonNode kustomization = readTree(join(folder, "kustomization.yaml"), listing);
        for (String field : (Iterable<String>) kustomization::fieldNames) {
            if (!KNOWN_FIELDS.contains(field)) {
                throw new BuildException(join(folder, "kustomization.yaml") + ": " + field
                        + ": not supported without Flux's kustomize-controller; list plain resources");
            }
        }
        List<GenericKubernetesResource> objects = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            objects.addAll(resource(folder, resource.asText(), visited));
        }
        String namespace = kustomization.path("namespace").asText("");
        if (!namespace.isEmpty()) {
            objects.forEach(object -> object.getMetadata().setNamespace(namespace));
        }
        return objects;
    }

    private List<GenericKubernetesResource> resource(String folder, String name, Set<String> visited)
            throws BuildException {
        String path = normalize(join(folder, name));
        String content = files.get(path);
        if (content != null) {
            return parse(path, content);
        }
        if (files.ceilingKey(path + "/") instanceof String next && next.startsWith(path + "/")) {
            return objectsOf(path, visited);
        }
        throw new BuildException(join(folder, "kustomization.yaml") + " lists " + name + ", which the artifact lacks");
    }

    private static List<GenericKubernetesResource> parse(String path, String content) throws BuildException {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(content)) {
            while (documents.hasNextValue()) {
                add(path, documents.nextValue(), objects);
            }
        } catch (IOException malformed) {
            throw new BuildException(path + ": " + malformed.getMessage(), malformed);
        }
        return objects;
    }

    private static void add(String path, JsonNode document, List<GenericKubernetesResource> objects)
            throws BuildException {
        if (document == null || document.isNull() || document.isMissingNode() || document.isEmpty()) {
            return;
        }
        if (document.path("kind").asText().equals("List")) {
            for (JsonNode item : document.path("items")) {
                add(path, item, objects);
            }
            return;
        }
        for (String field : List.of("apiVersion", "kind")) {
            if (document.path(field).asText("").isEmpty()) {
                throw new BuildException(path + ": " + field + ": Required value");
            }
        }
        if (document.path("metadata").path("name").asText("").isEmpty()) {
            throw new BuildException(path + ": metadata.name: Required value");
        }
        try {
            objects.add(JSON.treeToValue(document, GenericKubernetesResource.class));
        } catch (JsonProcessingException malformed) {
            throw new BuildException(path + ": " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static JsonNode readTree(String path, String content) throws BuildException {
        try {
            return YAML.readTree(content);
        } catch (JsonProcessingException malformed) {
            throw new BuildException(path + ": " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Never above the root, whatever the path says. */
    static String normalize(String path) {
        return Path.of("/", path).normalize().toString().substring(1);
    }

    private static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
