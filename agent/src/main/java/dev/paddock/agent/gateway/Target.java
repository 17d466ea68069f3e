// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.regex.Pattern;

/**
 * A Service's port.
 *
 * @param port its number; 0 where there is no such Service or port
 */
record Target(String namespace, String service, int port) {

    /** As Kubernetes has it; nothing else may get into a configuration. */
    static final Pattern SERVICE_NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** Of the configuration's section; none of the parts can hold an underscore. */
    String section() {
        return "service_%s_%s_%d".formatted(namespace, service, port);
    }
}
