// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.Home;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigMergeTest {
    @TempDir
    Path directory;

    private Home home;
    private Path mine;
    private Path added;

    @BeforeEach
    void files() {
        home = new Home(directory);
        mine = directory.resolve("mine");
        added = directory.resolve("added");
        home.write(added, kubeconfig("paddock-hub", "https://127.0.0.1:20001"));
    }

    @Test
    void theUsersOwnEntriesStay() {
        home.write(mine, kubeconfig("work", "https://work.example"));
        assertThat(new KubeconfigMerge(home).merge(added, mine)).isEqualTo("paddock-hub");
        Config merged = read();
        assertThat(merged.getClusters()).extracting(entry -> entry.getName()).containsExactly("work", "paddock-hub");
        assertThat(merged.getUsers()).hasSize(2);
        assertThat(merged.getCurrentContext()).isEqualTo("paddock-hub");
    }

    @Test
    void mergingAgainReplacesWhatMovedMeanwhile() {
        new KubeconfigMerge(home).merge(added, mine);
        home.write(added, kubeconfig("paddock-hub", "https://127.0.0.1:20009"));
        new KubeconfigMerge(home).merge(added, mine);
        assertThat(read().getClusters())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getCluster().getServer()).isEqualTo("https://127.0.0.1:20009"));
    }

    private Config read() {
        return Serialization.unmarshal(home.read(mine).orElseThrow(), Config.class);
    }

    private static String kubeconfig(String name, String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - {name: %1$s, cluster: {server: "%2$s"}}
                users:
                - {name: admin@%1$s, user: {token: t}}
                contexts:
                - {name: %1$s, context: {cluster: %1$s, user: admin@%1$s}}
                """.formatted(name, server);
    }
}
