// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;

/** A control plane as one test sees it. */
public interface TestCluster {
    /** The administrator's client; its default namespace is {@link #namespace()}. Closed after the test. */
    KubernetesClient client();

    /** Made for this test alone and deleted after it. */
    String namespace();

    /** The administrator's. */
    Path kubeconfig();

    /** A kubeconfig of a further user, to test what that user may not do. */
    Path kubeconfigFor(String user, List<String> groups);
}
