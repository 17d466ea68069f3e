// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An explanation while it is put together; says nothing twice. */
final class Account {
    private static final String CLUSTER = "CLUSTER";

    private final String subject;
    private final String headline;
    private final List<Explanation.Point> points = new ArrayList<>();
    private final Set<String> said = new LinkedHashSet<>();
    private final Set<String> next = new LinkedHashSet<>();
    private String cluster = CLUSTER;

    Account(String subject, String headline) {
        this.subject = subject;
        this.headline = headline;
    }

    /** The cluster that remedies are about; they name it {@code CLUSTER}. */
    Account onCluster(String name) {
        cluster = name;
        return this;
    }

    Account point(String heading, String text) {
        if (!text.isBlank() && said.add(text)) {
            points.add(new Explanation.Point(heading, text));
        }
        return this;
    }

    Account point(String heading, Optional<String> text) {
        text.ifPresent(found -> point(heading, found));
        return this;
    }

    Account next(String remedy) {
        if (!remedy.isBlank()) {
            next.add(remedy.replace(CLUSTER, cluster));
        }
        return this;
    }

    Explanation explanation() {
        return new Explanation(subject, headline, points, List.copyOf(next));
    }
}
