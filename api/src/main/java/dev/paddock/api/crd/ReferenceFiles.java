// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generates the reference pages of Paddock's own kinds as texts; does not write them anywhere. */
final class ReferenceFiles {
    static final String HEADER = "<!-- Generated from the Java types by \"make docs\"; do not edit. -->\n";

    /** Texts by file name in {@code docs/reference/api}. */
    SortedMap<String, String> kinds() throws IOException {
        List<CustomResourceDefinition> kinds = new CrdFiles().own();
        SortedMap<String, String> files = new TreeMap<>();
        for (CustomResourceDefinition kind : kinds) {
            files.put(fileName(kind), new KindPage(kind).text());
        }
        files.put("README.md", index(kinds));
        return files;
    }

    /** The text of {@code docs/reference/conditions.md}. */
    String conditions() throws IOException {
        return ConditionsPage.text(new CrdFiles().own());
    }

    static String fileName(CustomResourceDefinition kind) {
        return kind.getSpec().getNames().getSingular() + ".md";
    }

    private static String index(List<CustomResourceDefinition> kinds) {
        Markdown page = new Markdown(HEADER)
                .heading(1, "Kinds")
                .paragraph("The same descriptions are in the cluster: `paddock kubectl explain mlplatform.spec`."
                        + " What conditions and their reasons mean is on [a page of its own](../conditions.md).")
                .row("kind", "API version", "short", "what it is")
                .rule(4);
        for (CustomResourceDefinition kind : kinds) {
            var names = kind.getSpec().getNames();
            var version = kind.getSpec().getVersions().getFirst();
            page.row(
                    "[" + names.getKind() + "](" + fileName(kind) + ")",
                    Markdown.code(kind.getSpec().getGroup() + "/" + version.getName()),
                    Markdown.code(String.join(", ", names.getShortNames())),
                    version.getSchema().getOpenAPIV3Schema().getDescription());
        }
        return page.text();
    }
}
