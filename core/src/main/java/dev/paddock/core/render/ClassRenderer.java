// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Renders once for each class of clusters: two clusters are of one class when they agree on every per-cluster input that was read, so a
 * thousand clusters cost one rendering as long as nothing asks which cluster it is on.
 */
public final class ClassRenderer {

    private static final int ID_LENGTH = 10;

    private final WorkloadRenderer renderer;

    public ClassRenderer(WorkloadRenderer renderer) {
        this.renderer = renderer;
    }

    /**
     * @param definitions what the workload's types mean
     * @param clusters the system outputs as each cluster sees them, by cluster name
     */
    public List<RenderedClass> render(
            RenderRequest request, Definitions definitions, SortedMap<String, SystemOutputs> clusters) {
        List<Open> classes = new ArrayList<>();
        SortedSet<String> claims = definitions.claims();
        clusters.forEach((name, outputs) -> classes.stream()
                .filter(open -> open.fits(outputs))
                .findFirst()
                .orElseGet(() -> {
                    Open open = new Open(
                            renderer.render(request, definitions, outputs), outputs, claims, new ArrayList<>());
                    classes.add(open);
                    return open;
                })
                .clusters()
                .add(name));
        return classes.stream()
                .map(open -> new RenderedClass(open.id(), open.clusters(), open.rendering()))
                .toList();
    }

    /** @param claims those that any definition reads */
    private record Open(Rendering rendering, SystemOutputs outputs, SortedSet<String> claims, List<String> clusters) {

        /** What a rendering reads depends only on what it has read before, so equal values lead to an equal rendering. */
        boolean fits(SystemOutputs other) {
            return values(other).equals(values(outputs));
        }

        String id() {
            byte[] hash = sha256(values(outputs).toString());
            return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        }

        private SortedMap<String, JsonNode> values(SystemOutputs from) {
            SortedMap<String, JsonNode> values = new TreeMap<>();
            for (SystemOutput output : rendering.clusterReads()) {
                values.put(output.text(), from.get(output).orElse(MissingNode.getInstance()));
            }
            for (ClusterReads.Input input : rendering.templateReads()) {
                JsonNode value = ClusterContext.value(input, from);
                if (!value.isMissingNode()) {
                    values.put(input.path(), value);
                }
            }
            claims.forEach(claim -> values.put(
                    "claim " + claim,
                    from.claim(claim).<JsonNode>map(TextNode::valueOf).orElse(MissingNode.getInstance())));
            return values;
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
