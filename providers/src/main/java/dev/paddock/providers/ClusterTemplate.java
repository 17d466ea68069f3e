// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

import java.util.List;

/** A kind of cluster that a provider can make. */
public record ClusterTemplate(String name, List<String> kubernetesVersions) {
    public ClusterTemplate {
        kubernetesVersions = List.copyOf(kubernetesVersions);
    }
}
