// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import dev.paddock.core.fault.FieldError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The component types there are. The one place where a type is registered; it does not look for definitions in a cluster. */
public final class ComponentTypes {

    /** Types that the API promises and that need the definitions, which come later. */
    private static final Set<String> LATER = Set.of(
            "worker",
            "task",
            "cron-task",
            "daemon",
            "statefulset",
            "raw",
            "ref-objects",
            "helm-chart",
            "k8s-cluster",
            "s3-bucket",
            "tfjob",
            "pytorchjob",
            "mpijob",
            "trainjob",
            "tfserving");

    private final Map<String, Schematic> byName;

    public ComponentTypes(Map<String, Schematic> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** What works without any definition in the cluster. */
    public static ComponentTypes builtIn() {
        return new ComponentTypes(Map.of("k8s-objects", new K8sObjects(), "webservice", new Webservice()));
    }

    public Optional<Schematic> find(String type) {
        return Optional.ofNullable(byName.get(type));
    }

    /** Why {@code type} cannot be rendered. */
    public FieldError refusal(String path, String type) {
        if (LATER.contains(type)) {
            return FieldError.notYetSupported(path, "component type \"" + type + "\"", "issue 3 of 4");
        }
        Set<String> known = new TreeSet<>(LATER);
        known.addAll(byName.keySet());
        return FieldError.notFound(path, type, known);
    }
}
