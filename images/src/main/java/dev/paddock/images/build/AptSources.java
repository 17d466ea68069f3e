// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where Debian packages of a suite come from: what this machine's own apt is configured with, as {@code apt-get indextargets}
 * tells it. Knows no mirror by itself.
 */
record AptSources(String suite, List<String> lines) {
    /** One line per index: address, suite, component. */
    static final List<String> COMMAND = List.of(
            "apt-get", "indextargets", "--format", "$(REPO_URI)|$(RELEASE)|$(COMPONENT)", "Created-By: Packages");

    private static final int FIELDS = 3;

    /** Updates of a suite are published beside it, under its name with one of these behind. */
    private static final List<String> PARTS = List.of("", "-updates", "-security");

    AptSources {
        lines = List.copyOf(lines);
    }

    static AptSources of(String suite, String targets) {
        Set<String> wanted = new TreeSet<>();
        PARTS.forEach(part -> wanted.add(suite + part));
        Set<String> lines = new LinkedHashSet<>();
        Set<String> known = new TreeSet<>();
        for (String target : targets.lines().map(String::strip).toList()) {
            String[] fields = target.split("\\|", -1);
            if (fields.length == FIELDS) {
                known.add(fields[1]);
                if (wanted.contains(fields[1])) {
                    lines.add("deb " + String.join(" ", fields[0], fields[1], fields[2]));
                }
            }
        }
        if (lines.stream().noneMatch(line -> line.contains(" " + suite + " "))) {
            throw unknown(suite, known);
        }
        return new AptSources(suite, new ArrayList<>(lines));
    }

    private static ImageException unknown(String suite, Set<String> known) {
        List<String> bases = known.stream()
                .filter(name -> PARTS.stream().filter(part -> !part.isEmpty()).noneMatch(name::endsWith))
                .toList();
        return new ImageException(
                ImageException.Kind.SPECIFICATION,
                "spec.base.suite: Not found: \"%s\"%s: apt on this machine knows %s"
                        .formatted(
                                suite,
                                Suggestion.text(suite, bases),
                                bases.isEmpty() ? "no suite at all" : String.join(", ", bases)),
                "name one of these, or add the suite to /etc/apt/sources.list.d and run apt-get update");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** For the key of a layer; another mirror may be at another point of time. */
    Stream<String> parts() {
        return lines.stream();
    }
}
