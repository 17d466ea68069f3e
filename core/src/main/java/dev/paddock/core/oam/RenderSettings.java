// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What rendering knows besides the Application.
 *
 * @param revision the ApplicationRevision, such as {@code shop-v3}; blank before there is one
 * @param cluster the cluster the objects are for; blank for any
 * @param clusterVersion the Kubernetes version of that cluster
 */
public record RenderSettings(String revision, String cluster, ClusterVersion clusterVersion) {

    /** Without a cluster, as KubeVela's dry run has it: templates see an unknown, old version. */
    public static final RenderSettings OFFLINE = new RenderSettings("", "", new ClusterVersion("", 0, ""));

    /** As {@code context.clusterVersion} shows it. */
    public record ClusterVersion(String major, int minor, String gitVersion) {
        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("major", major)
                    .put("minor", minor)
                    .put("gitVersion", gitVersion)
                    .put("platform", "");
        }
    }

    /** The number at the end of the revision's name; 0 if it has none. */
    int revisionNumber() {
        String digits = revision.replaceAll("^.*-v(?=[0-9]+$)", "");
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
