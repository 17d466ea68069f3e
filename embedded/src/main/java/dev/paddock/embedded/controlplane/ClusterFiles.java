// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.binaries.Component;
import java.nio.file.Path;

/** Where one cluster's files lie. */
public record ClusterFiles(Path root, String name) {
    public static ClusterFiles of(Home home, String name) {
        return new ClusterFiles(home.cluster(name), name);
    }

    public Path record() {
        return root.resolve("cluster.json");
    }

    public Path pki() {
        return root.resolve("pki");
    }

    Path etcd() {
        return root.resolve("etcd");
    }

    /** Of the API server's admission plugins. */
    Path admission() {
        return root.resolve("admission.yaml");
    }

    public Path log(Component component) {
        return root.resolve("logs").resolve(component.program() + ".log");
    }

    public Path kubeconfig() {
        return root.resolve("kubeconfig");
    }

    public Path kubeconfig(Component component) {
        return root.resolve("kubeconfigs").resolve(component.program());
    }

    public String process(Component component) {
        return name + "." + component.program();
    }

    String port(String purpose) {
        return name + "/" + purpose;
    }
}
