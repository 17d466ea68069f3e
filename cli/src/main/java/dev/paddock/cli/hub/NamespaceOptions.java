// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command looks for objects. */
public final class NamespaceOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace; the kubeconfig's own if absent.")
    private @Nullable String namespace;

    /** The namespace asked for, or the one the kubeconfig stands in. */
    public String in(Hub hub) {
        return namespace == null ? hub.namespace() : namespace;
    }

    /** The namespace asked for, null if none was. */
    public @Nullable String asked() {
        return namespace;
    }
}
