// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec.PostBuild;
import dev.paddock.api.flux.KustomizationSpec.SubstituteReference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Flux's {@code postBuild} does: variables from ConfigMaps and Secrets in the Kustomization's namespace are put into its objects.
 * Flux writes an object as YAML first and reads the result again; a text that YAML needs no quotes for may so come out as a number, and
 * does here too.
 */
final class PostBuildVariables {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute";
    private static final Pattern NAME = Pattern.compile("[_\\p{Alpha}][_\\p{Alpha}\\p{Digit}]*");
    private static final Pattern NEEDS_QUOTES =
            Pattern.compile("^[-?:,\\[\\]{}#&*!|>'\"%@`\\s].*|.*(: |:$| #|\\n).*|.*\\s$", Pattern.DOTALL);

    private final KubernetesClient client;

    PostBuildVariables(KubernetesClient client) {
        this.client = client;
    }

    List<GenericKubernetesResource> in(Kustomization kustomization, List<GenericKubernetesResource> objects)
            throws BuildException {
        PostBuild postBuild = kustomization.getSpec().postBuild();
        if (postBuild == null) {
            return objects;
        }
        Map<String, String> values = values(kustomization.getMetadata().getNamespace(), postBuild);
        if (values.isEmpty()) {
            return objects;
        }
        List<GenericKubernetesResource> result = new ArrayList<>();
        for (GenericKubernetesResource object : objects) {
            result.add(disabled(object) ? object : replaced(object, values));
        }
        return result;
    }

    private Map<String, String> values(String namespace, PostBuild postBuild) throws BuildException {
        Map<String, String> values = new LinkedHashMap<>();
        for (SubstituteReference reference : postBuild.substituteFrom()) {
            switch (reference.kind()) {
                case CONFIG_MAP -> {
                    ConfigMap map = client.configMaps()
                            .inNamespace(namespace)
                            .withName(reference.name())
                            .get();
                    require(map, "ConfigMap", reference);
                    if (map != null && map.getData() != null) {
                        values.putAll(map.getData());
                    }
                }
                case SECRET -> {
                    Secret secret = client.secrets()
                            .inNamespace(namespace)
                            .withName(reference.name())
                            .get();
                    require(secret, "Secret", reference);
                    if (secret != null && secret.getData() != null) {
                        secret.getData()
                                .forEach((key, value) -> values.put(
                                        key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
                    }
                }
            }
        }
        values.putAll(postBuild.substitute());
        values.replaceAll((key, value) -> value.replace("\n", ""));
        for (String key : values.keySet()) {
            if (!NAME.matcher(key).matches()) {
                throw new BuildException("'" + key + "' var name is invalid, must match '" + NAME.pattern() + "'");
            }
        }
        return values;
    }

    private static void require(@Nullable Object found, String kind, SubstituteReference reference)
            throws BuildException {
        if (found == null && !Boolean.TRUE.equals(reference.optional())) {
            throw new BuildException(
                    "substitute from '" + kind + "/" + reference.name() + "' error: it is not there yet");
        }
    }

    private static boolean disabled(GenericKubernetesResource object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return labels != null && "disabled".equals(labels.get(SUBSTITUTE))
                || annotations != null && "disabled".equals(annotations.get(SUBSTITUTE));
    }

    private static GenericKubernetesResource replaced(GenericKubernetesResource object, Map<String, String> values)
            throws BuildException {
        try {
            return JSON.treeToValue(tree(ObjectApi.tree(object), values), GenericKubernetesResource.class);
        } catch (JsonProcessingException malformed) {
            // Without its message, which may quote a value.
            throw new BuildException("variable substitution failed: " + object.getKind() + " "
                    + object.getMetadata().getName() + " is no object any more");
        }
    }

    static JsonNode tree(JsonNode node, Map<String, String> values) throws BuildException {
        return switch (node) {
            case ObjectNode fields -> {
                ObjectNode copy = fields.objectNode();
                for (Map.Entry<String, JsonNode> field : fields.properties()) {
                    copy.set(VariableText.replace(field.getKey(), values), tree(field.getValue(), values));
                }
                yield copy;
            }
            case ArrayNode items -> {
                ArrayNode copy = items.arrayNode();
                for (JsonNode item : items) {
                    copy.add(tree(item, values));
                }
                yield copy;
            }
            case TextNode text -> text(text, values);
            default -> node;
        };
    }

    private static JsonNode text(TextNode node, Map<String, String> values) throws BuildException {
        String text = node.textValue();
        if (!VariableText.concerns(text)) {
            return node;
        }
        String replaced = VariableText.replace(text, values);
        if (NEEDS_QUOTES.matcher(text).matches()) {
            return TextNode.valueOf(replaced);
        }
        try {
            JsonNode read = YAML.readTree(replaced);
            return read == null || read.isMissingNode() ? NullNode.getInstance() : read;
        } catch (JsonProcessingException malformed) {
            throw new BuildException("YAMLToJSON: a value put in place of " + text + " makes no YAML");
        }
    }
}
