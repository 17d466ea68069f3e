// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LeanStoreTest {

    private final LeanStore<ConfigMap> store = new LeanStore<>();

    @Test
    void keepsTheObjectWithoutWhoManagesIt() {
        ConfigMap object = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("project-a")
                .withName("settings")
                .withResourceVersion("7")
                .addNewManagedField()
                .withManager("kubectl")
                .endManagedField()
                .endMetadata()
                .addToData("a", "1")
                .build();

        store.put(store.getKey(object), object);

        ConfigMap kept = Objects.requireNonNull(store.get("project-a/settings"));
        assertThat(kept.getMetadata().getManagedFields()).isEmpty();
        assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(kept.getData()).containsEntry("a", "1");
    }
}
