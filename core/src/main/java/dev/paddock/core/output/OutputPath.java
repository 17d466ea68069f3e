// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One output of another deployment, as the macro {@code hub} names it:
 * {@code .deploy.<namespace>.<deployment>[.cluster.<cluster>].def.<component>[.<trait>].<output>} or {@code ….obj.<output>}. It says
 * nothing about whether there is such a deployment.
 *
 * @param cluster whose value is meant; without one all clusters of the deployment must agree
 * @param names the way to the value in a Workload's outputs, from {@code def} or {@code obj} on
 */
public record OutputPath(DeploymentName source, Optional<String> cluster, List<String> names) {
    private static final String DEPLOY = "deploy";
    private static final String CLUSTER = "cluster";
    private static final String DEFINITIONS = "def";
    private static final String OBJECTS = "obj";

    public OutputPath {
        names = List.copyOf(names);
    }

    /** @return nothing when the text has another form */
    public static Optional<OutputPath> parse(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("\\.", -1)));
        if (words.size() < 6
                || !words.removeFirst().isEmpty()
                || !words.removeFirst().equals(DEPLOY)) {
            return Optional.empty();
        }
        DeploymentName source = new DeploymentName(words.removeFirst(), words.removeFirst());
        Optional<String> cluster = Optional.empty();
        if (words.getFirst().equals(CLUSTER) && words.size() > 2) {
            words.removeFirst();
            cluster = Optional.of(words.removeFirst());
        }
        boolean formed = switch (words.getFirst()) {
            case DEFINITIONS -> words.size() == 3 || words.size() == 4;
            case OBJECTS -> words.size() == 2;
            default -> false;
        };
        boolean blank = words.contains("")
                || source.namespace().isEmpty()
                || source.name().isEmpty()
                || cluster.filter(String::isEmpty).isPresent();
        return formed && !blank ? Optional.of(new OutputPath(source, cluster, words)) : Optional.empty();
    }

    /** The output's name within its deployment, e.g. {@code def.server.url}. */
    public String output() {
        return String.join(".", names);
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        Collections.addAll(words, "", DEPLOY, source.namespace(), source.name());
        cluster.ifPresent(name -> Collections.addAll(words, CLUSTER, name));
        words.addAll(names);
        return String.join(".", words);
    }
}
