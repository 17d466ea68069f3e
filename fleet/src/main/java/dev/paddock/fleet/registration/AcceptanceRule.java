// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.fleet.contract.StandInWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Puts the rule into the API server that joining is not accepting. */
public final class AcceptanceRule {
    private static final String FILE = "acceptance.yaml";

    private final KubernetesClient client;

    public AcceptanceRule(KubernetesClient client) {
        this.client = client;
    }

    public void install() {
        StandInWriter writer = new StandInWriter(client, RegistrationWriter.FIELD_MANAGER);
        try (InputStream yaml = Objects.requireNonNull(AcceptanceRule.class.getResourceAsStream(FILE), FILE)) {
            client.load(yaml).items().forEach(writer::apply);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
