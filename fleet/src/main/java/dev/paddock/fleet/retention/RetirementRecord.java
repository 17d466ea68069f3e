// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.retention;

import dev.paddock.api.meta.Labels;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.RetiredArtifacts;
import dev.paddock.fleet.oci.ArtifactRepository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ConfigMap in the system namespace that remembers the artifacts a deployment has left behind in a repository. It outlives the
 * deployment, and a hub that comes back finds in it what is still to be removed. One per repository.
 *
 * @param project and {@code deployment}: whose artifacts they are
 */
public record RetirementRecord(
        ArtifactRepository repository, String project, String deployment, RetiredArtifacts artifacts) {
    /** On every such ConfigMap; the value is the text {@code true}. */
    public static final String LABEL = "paddock.dev/retired-artifacts";

    private static final String REPOSITORY = "repository";
    private static final String PREFIX = "sha256-";
    private static final int SHORT = 16;

    /** What is to be written when these are left behind now; what the ConfigMap says about others is left alone. */
    public static ConfigMap retiring(
            String namespace,
            String project,
            String deployment,
            String repository,
            Collection<String> digests,
            Instant now) {
        Map<String, String> data = new TreeMap<>();
        data.put(REPOSITORY, repository);
        digests.forEach(digest -> data.put(key(new Digest(digest)), now.toString()));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(repository))
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToLabels(LABEL, "true")
                .addToLabels(Labels.PROJECT_NAME, project)
                .addToLabels(Labels.DEPLOYMENT, deployment)
                .endMetadata()
                .withData(data)
                .build();
    }

    /** @throws IllegalArgumentException when somebody has edited it into something else */
    public static RetirementRecord read(ConfigMap map) {
        Map<String, String> labels = map.getMetadata().getLabels();
        Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
        Map<Digest, Instant> since = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                since.put(new Digest("sha256:" + key.substring(PREFIX.length())), time(key, value));
            }
        });
        return new RetirementRecord(
                ArtifactRepository.parse(required(REPOSITORY, data.get(REPOSITORY))),
                required(Labels.PROJECT_NAME, labels.get(Labels.PROJECT_NAME)),
                required(Labels.DEPLOYMENT, labels.get(Labels.DEPLOYMENT)),
                new RetiredArtifacts(since));
    }

    /** The key under which a digest is remembered: a ConfigMap allows no colon in one. */
    public static String key(Digest digest) {
        return PREFIX + digest.hex();
    }

    private static String name(String repository) {
        return "retired-artifacts-"
                + Digest.of(repository.getBytes(StandardCharsets.UTF_8)).hex().substring(0, SHORT);
    }

    private static Instant time(String key, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("data." + key + ": Invalid value: \"" + value + "\": must be a time", e);
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": Required value");
        }
        return value;
    }
}
