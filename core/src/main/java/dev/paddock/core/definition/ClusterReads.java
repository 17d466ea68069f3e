// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which values of {@code context} that differ from cluster to cluster a template may read, found in its text. Lines
 * of comment say nothing. Where {@code context} is used as a whole, or by a name that is only known later, all of them may be read: too many
 * classes of clusters cost time, too few would give a cluster another one's objects.
 */
public final class ClusterReads {

    /** One such value. */
    public enum Input {
        CLUSTER("context.cluster"),
        VERSION("context.clusterVersion"),
        VERSION_MAJOR("context.clusterVersion.major"),
        VERSION_MINOR("context.clusterVersion.minor"),
        VERSION_GIT("context.clusterVersion.gitVersion"),
        VERSION_PLATFORM("context.clusterVersion.platform"),
        /** No template sees it: whether a controller there installs releases. */
        RELEASES("releases");

        private final String path;

        Input(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }

        private static Optional<Input> of(String path) {
            for (Input input : values()) {
                if (input.path.equals(path)) {
                    return Optional.of(input);
                }
            }
            return Optional.empty();
        }
    }

    /** What a chart renders to depends on the version of the cluster, and who renders it on what runs there. */
    private static final String RELEASE = "HelmRelease";

    private static final String VERSION_FIELD = "clusterVersion";
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$");

    private ClusterReads() {}

    public static Set<Input> of(String template) {
        Set<Input> reads = EnumSet.noneOf(Input.class);
        if (template.contains(RELEASE)) {
            reads.add(Input.VERSION_GIT);
            reads.add(Input.RELEASES);
        }
        ContextUse.in(COMMENT.matcher(template).replaceAll("")).forEach(use -> {
            if (use.field().isEmpty()) {
                reads.add(Input.CLUSTER);
                reads.add(Input.VERSION);
            } else if (use.field().get().equals(VERSION_FIELD)) {
                reads.add(version(use.inner()));
            } else {
                Input.of("context." + use.field().get()).ifPresent(reads::add);
            }
        });
        return reads;
    }

    private static Input version(Optional<String> field) {
        return field.flatMap(name -> Input.of("context.clusterVersion." + name)).orElse(Input.VERSION);
    }
}
