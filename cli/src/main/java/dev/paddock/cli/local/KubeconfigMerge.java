// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.Home;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts one kubeconfig into another: entries of the same name are replaced, all others are left as they are. */
final class KubeconfigMerge {
    private final Home home;

    KubeconfigMerge(Home home) {
        this.home = home;
    }

    /** Returns the name of the context that is current afterwards. */
    String merge(Path from, Path into) {
        Config added = parse(home.read(from).orElseThrow());
        Config present = home.read(into)
                .filter(text -> !text.isBlank())
                .map(KubeconfigMerge::parse)
                .orElseGet(() -> new ConfigBuilder()
                        .withApiVersion("v1")
                        .withKind("Config")
                        .build());
        Config merged = new ConfigBuilder(present)
                .withClusters(replace(present.getClusters(), added.getClusters(), NamedCluster::getName))
                .withContexts(replace(present.getContexts(), added.getContexts(), NamedContext::getName))
                .withUsers(replace(present.getUsers(), added.getUsers(), user -> user.getName()))
                .withCurrentContext(added.getCurrentContext())
                .build();
        home.write(into, Serialization.asYaml(merged));
        return added.getCurrentContext();
    }

    private static Config parse(String text) {
        return Serialization.unmarshal(text, Config.class);
    }

    private static <T> List<T> replace(List<T> present, List<T> added, Function<T, String> name) {
        List<T> result = new ArrayList<>(present);
        added.forEach(entry -> result.removeIf(old -> name.apply(old).equals(name.apply(entry))));
        result.addAll(added);
        return result;
    }
}
