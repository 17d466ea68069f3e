// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    /** What looks like a link in there, such as a regular expression, is none. */
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]*`");

    private static final Path ROOT = Path.of(System.getProperty("paddock.root"));

    @Test
    void everyLinkToAFileLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String target : links(page)) {
                if (!Files.exists(page.resolveSibling(target))) {
                    broken.add(ROOT.relativize(page) + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTutorialAndHowToIsInTheIndex() throws IOException {
        Path docs = ROOT.resolve("docs");
        List<String> pages = new ArrayList<>();
        for (String section : List.of("tutorials", "how-to")) {
            try (Stream<Path> files = Files.list(docs.resolve(section))) {
                files.forEach(file -> pages.add(docs.relativize(file).toString()));
            }
        }
        assertThat(links(docs.resolve("README.md"))).containsAll(pages);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static List<String> links(Path page) throws IOException {
        String prose = CODE.matcher(Files.readString(page)).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }
}
