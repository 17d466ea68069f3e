// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The first access of a cluster's agent to the hub: a bootstrap token, good for a short time and for nothing but asking
 * for a certificate. Each is for one cluster, and the approval of certificates holds it to that.
 */
public final class BootstrapToken {
    public static final String NAMESPACE = "kube-system";
    /** On the token's Secret: the only cluster that may ask for a certificate with it. */
    public static final String CLUSTER_ANNOTATION = "paddock.dev/bootstraps-cluster";

    public static final String GROUP = "system:bootstrappers:paddock";

    private static final String PREFIX = "bootstrap-token-";
    private static final String TYPE = "bootstrap.kubernetes.io/token";
    private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 6;
    private static final int SECRET_LENGTH = 16;
    private static final Duration LIFE = Duration.ofHours(1);
    /** A token with less left than this is not given out again. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(10);

    private final KubernetesClient hub;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random must be fit for secrets */
    public BootstrapToken(KubernetesClient hub, Clock clock, RandomGenerator random) {
        this.hub = hub;
        this.clock = clock;
        this.random = random;
    }

    /** A kubeconfig for the cluster's agent. Asked again soon after, it gives the same token. */
    public String issue(String cluster) {
        Secret token = valid(cluster).orElseGet(() -> create(cluster));
        return new TokenKubeconfig(hub.getConfiguration(), hub.getKubernetesSerialization())
                .text("hub", "bootstrap-" + cluster, field(token, "token-id") + "." + field(token, "token-secret"));
    }

    /** Makes every token of the cluster worthless, used or not. */
    public void revoke(String cluster) {
        tokens(cluster).forEach(token -> hub.resource(token).delete());
    }

    /** The Secret behind the user name that the API server gives to a bootstrap token's bearer. */
    public static Optional<String> secretOf(String userName) {
        String prefix = "system:bootstrap:";
        return userName.startsWith(prefix)
                ? Optional.of(PREFIX + userName.substring(prefix.length()))
                : Optional.empty();
    }

    private Optional<Secret> valid(String cluster) {
        Instant enough = clock.instant().plus(WORTHWHILE);
        return tokens(cluster).stream()
                .filter(token -> Instant.parse(field(token, "expiration")).isAfter(enough))
                .findFirst();
    }

    private List<Secret> tokens(String cluster) {
        return hub.secrets().inNamespace(NAMESPACE).withLabel(Labels.MANAGED_BY, "paddock").list().getItems().stream()
                .filter(secret -> TYPE.equals(secret.getType()))
                .filter(secret ->
                        cluster.equals(secret.getMetadata().getAnnotations().get(CLUSTER_ANNOTATION)))
                .toList();
    }

    private Secret create(String cluster) {
        String id = text(ID_LENGTH);
        return hub.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(PREFIX + id)
                        .addToLabels(Labels.MANAGED_BY, "paddock")
                        .addToAnnotations(CLUSTER_ANNOTATION, cluster)
                        .endMetadata()
                        .withType(TYPE)
                        .addToData("token-id", encode(id))
                        .addToData("token-secret", encode(text(SECRET_LENGTH)))
                        .addToData(
                                "expiration",
                                encode(clock.instant()
                                        .plus(LIFE)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()))
                        .addToData("usage-bootstrap-authentication", encode("true"))
                        .addToData("auth-extra-groups", encode(GROUP))
                        .addToData("description", encode("joins cluster " + cluster + " to Paddock"))
                        .build())
                .create();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    private static String field(Secret token, String key) {
        String value = token.getData().get(key);
        if (value == null) {
            throw new IllegalStateException("Secret " + NAMESPACE + "/"
                    + token.getMetadata().getName() + " has no key " + key + "; delete it, it is made anew");
        }
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
