// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.cli.manifest.YamlText;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.core.oam.RenderedApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rendered Applications as text. */
public record RenderedText(Format format) {

    private static final Set<String> FIRST = Set.of("Namespace", "CustomResourceDefinition");

    /** What {@code -o} takes. */
    public enum Format {
        yaml,
        json
    }

    public String of(List<RenderedApplication> applications) {
        List<Document> documents = new ArrayList<>();
        applications.forEach(application -> application.deliveries().forEach(delivery -> add(documents, delivery)));
        return switch (format) {
            case json ->
                ObjectText.list(documents.stream().map(Document::object).toList())
                                .toPrettyString()
                        + "\n";
            case yaml -> {
                StringBuilder text = new StringBuilder();
                documents.forEach(document -> text.append("---\n")
                        .append(document.comment())
                        .append('\n')
                        .append(YamlText.of(document.object())));
                yield text.toString();
            }
        };
    }

    private record Document(String comment, ObjectNode object) {}

    /** What a chart's other objects live in comes before them, so that the output can be applied as it is. */
    private static boolean isFirst(RenderedApplication.Part part) {
        return part.source().equals(Labels.AUXILIARY_WORKLOAD)
                && FIRST.contains(part.object().path("kind").asText());
    }

    private static Document document(RenderedApplication.Part part) {
        return new Document(
                part.source().equals(Labels.AUXILIARY_WORKLOAD)
                        ? "## From the auxiliary workload"
                        : "## From the trait " + part.source(),
                part.object());
    }

    private static void add(List<Document> documents, RenderedApplication.Delivery delivery) {
        for (RenderedApplication.Component component : delivery.components()) {
            component.parts().stream().filter(RenderedText::isFirst).forEach(part -> documents.add(document(part)));
            documents.add(new Document(
                    "# Application(%s) -- Component(%s)".formatted(delivery.title(), component.name())
                            + component
                                    .chart()
                                    .map(chart -> "\n# Chart " + chart)
                                    .orElse(""),
                    component.main()));
            component.parts().stream().filter(part -> !isFirst(part)).forEach(part -> documents.add(document(part)));
        }
        for (RenderedApplication.PolicyObjects policy : delivery.policies()) {
            policy.objects()
                    .forEach(object -> documents.add(new Document(
                            "# Application(%s) -- Policy(%s)".formatted(delivery.title(), policy.name()), object)));
        }
    }
}
