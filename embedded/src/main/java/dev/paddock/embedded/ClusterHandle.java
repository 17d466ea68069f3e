// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.nio.file.Path;

/**
 * A cluster that runs.
 *
 * @param server URL of its API server
 * @param kubeconfig of its administrator, {@code paddock-admin}
 */
public record ClusterHandle(String name, String server, Path kubeconfig) {}
