// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.signing;

import dev.paddock.core.signature.SigningKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The key that the hub signs with, asked for each time so that a new one is taken up. Makes one where there is none, and shows its
 * public half to the spokes before anything is signed with it. Takes no key away: which old ones still count is an administrator's
 * decision.
 */
public final class SigningKeys {
    private final KubernetesClient client;
    private final String namespace;
    private final SecureRandom random;
    private final SigningSecret signing = new SigningSecret();
    private final VerificationSecret verification = new VerificationSecret();

    public SigningKeys(KubernetesClient client, String namespace, SecureRandom random) {
        this.client = client;
        this.namespace = namespace;
        this.random = random;
    }

    /** Makes a key where there is none; one that cannot be read is told by whoever signs with it, and stops nothing else. */
    public void ensure() {
        if (find(SigningSecret.NAME).isEmpty()) {
            make();
        }
    }

    /** @throws IllegalArgumentException when the Secret does not hold a pair of keys */
    public SigningKey current() {
        SigningKey key = signing.read(find(SigningSecret.NAME).orElseGet(this::make));
        show(key);
        return key;
    }

    /** Of several that find none, the first one's stays. */
    private Secret make() {
        Secret made = signing.write(namespace, SigningKey.generate("cosign.pub", random));
        try {
            return client.resource(made).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return find(SigningSecret.NAME).orElseThrow(() -> e);
        }
    }

    private void show(SigningKey key) {
        Optional<Secret> there = find(VerificationSecret.NAME);
        verification.with(there, namespace, key.shown()).ifPresent(secret -> {
            Resource<Secret> resource = client.resource(secret);
            if (there.isPresent()) {
                resource.update(); // refused when somebody else has changed it meanwhile, and then tried again
            } else {
                resource.create();
            }
        });
    }

    private Optional<Secret> find(String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(name).get());
    }
}
