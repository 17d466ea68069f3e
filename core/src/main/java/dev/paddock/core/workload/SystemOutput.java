// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The names behind <code>{{ hub ".sys.…" }}</code>. The per-cluster ones split the clusters into classes where they are read. */
public enum SystemOutput {
    HUB_URL("hubURL", false),
    HUB_VERSION("hubVersion", false),
    TENANT("tenant", false),
    PROJECT("project", false),
    NAMESPACE("namespace", false),
    TARGET_NAMESPACE("targetNamespace", false),
    DEPLOYMENT("deployment", false),
    REVISION("revision", false),
    ENVIRONMENT("environment", false),
    MODE("mode", false),
    PLATFORM("platform", false),
    PLATFORM_VERSION("platformVersion", false),
    REGISTRY("registry", false),
    /** Not in the API specification: what an image's reference begins with, for which the registry's own address has a scheme too many. */
    IMAGE_REGISTRY("imageRegistry", false),
    DOMAIN("domain", false),
    APP_HOST("appHost", false),
    INGRESS_CLASS("ingressClass", false),
    CLUSTER_NAMES("clusterNames", false),
    CLUSTER_COUNT("clusterCount", false),
    CLUSTER_NAME("clusterName", true),
    CLUSTER_VERSION("clusterVersion", true);

    private final String text;
    private final boolean perCluster;

    SystemOutput(String text, boolean perCluster) {
        this.text = text;
        this.perCluster = perCluster;
    }

    public String text() {
        return text;
    }

    public boolean perCluster() {
        return perCluster;
    }

    public static Optional<SystemOutput> of(String text) {
        return Arrays.stream(values())
                .filter(output -> output.text.equals(text))
                .findFirst();
    }

    public static List<String> all() {
        return Arrays.stream(values()).map(SystemOutput::text).toList();
    }
}
