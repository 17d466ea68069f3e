// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of an artifact: {@code control/workload.yaml}, and a folder for each priority with its kustomization and one file per object.
 * Equal renderings give equal bytes. Packing and pushing them is done elsewhere.
 */
public final class ArtifactContent {

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private final ObjectMapper mapper = new ObjectMapper();

    /** The folder of a priority: {@code p000}, {@code p010}, … */
    public static String folder(int priority) {
        return "p%03d".formatted(priority);
    }

    /** The folders that {@link #of} will fill, in the order in which they are to be applied. */
    public static SortedSet<String> folders(Rendering rendering) {
        SortedSet<String> folders = new TreeSet<>();
        rendering.objects().forEach(object -> folders.add(folder(object.priority())));
        return folders;
    }

    /** Path to content, sorted by path. */
    public SortedMap<String, byte[]> of(RenderRequest request, RenderedClass rendered) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("control/workload.yaml", StableYaml.write(control(request, rendered)));
        Map<String, List<String>> resources = new TreeMap<>();
        for (RenderedObject object : rendered.rendering().objects()) {
            String folder = folder(object.priority());
            String file = unused(files, folder, fileName(object));
            files.put(folder + "/" + file, StableYaml.write(object.object()));
            resources.computeIfAbsent(folder, any -> new ArrayList<>()).add(file);
        }
        resources.forEach((folder, names) -> files.put(folder + "/" + KUSTOMIZATION, kustomization(names)));
        return files;
    }

    /** Without cluster name and digest: the file is the same for all clusters of the class, and cannot hold its own digest. */
    private ObjectNode control(RenderRequest request, RenderedClass rendered) {
        ObjectNode workload = JsonNodeFactory.instance.objectNode();
        workload.put("apiVersion", "mural.sh/v1beta1").put("kind", "Workload");
        workload.putObject("metadata")
                .put("name", request.project() + "-" + request.deployment())
                .put("namespace", request.targetNamespace());
        ObjectNode spec = workload.putObject("spec").put("class", rendered.id());
        spec.set("workload", mapper.valueToTree(rendered.rendering().resolved()));
        if (!rendered.rendering().health().isEmpty()) {
            spec.set("health", mapper.valueToTree(rendered.rendering().health()));
        }
        return workload;
    }

    private static byte[] kustomization(List<String> names) {
        ObjectNode kustomization = JsonNodeFactory.instance.objectNode();
        kustomization.put("apiVersion", "kustomize.config.k8s.io/v1beta1").put("kind", "Kustomization");
        ArrayNode resources = kustomization.putArray("resources");
        new TreeSet<>(names).forEach(resources::add);
        return StableYaml.write(kustomization);
    }

    private static String fileName(RenderedObject object) {
        String name = object.namespaced()
                ? object.kind() + "-" + object.namespace() + "-" + object.name()
                : object.kind() + "-" + object.name();
        // Names of RBAC objects may hold characters that a file name should not.
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    }

    /** Two groups may have a kind of the same name. */
    private static String unused(Map<String, byte[]> files, String folder, String name) {
        String candidate = name + ".yaml";
        for (int i = 2; files.containsKey(folder + "/" + candidate); i++) {
            candidate = name + "-" + i + ".yaml";
        }
        return candidate;
    }
}
