// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import dev.paddock.testkit.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;

/** Runs commands against a test's cluster, in the test's own namespace. */
public final class HubTerminal {
    private final CapturedTerminal terminal = new CapturedTerminal();
    private final TestCluster cluster;

    public HubTerminal(TestCluster cluster) {
        this.cluster = cluster;
    }

    public CapturedTerminal terminal() {
        return terminal;
    }

    public int apply(String text, String... more) {
        terminal.in(text);
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", "-"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    public int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("-A") && !all.contains("-n")) {
            all.addAll(List.of("-n", cluster.namespace()));
        }
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        return terminal.run(all.toArray(String[]::new));
    }

    public String out() {
        return terminal.out();
    }

    public String err() {
        return terminal.err();
    }
}
