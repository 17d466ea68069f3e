// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import java.util.regex.Pattern;

/** Names that Kubernetes and the provisioner have to agree on. */
final class VolumeNames {
    static final String PROVISIONER = "paddock.dev/local";
    static final String STORAGE_CLASS = "local";
    static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    static final String WAIT = "WaitForFirstConsumer";

    /** Nothing else is ever removed, whatever a PersistentVolume says about its path. */
    static final Pattern VOLUME = Pattern.compile("pvc-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private VolumeNames() {}

    static String volume(String claimUid) {
        return "pvc-" + claimUid;
    }
}
