// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import dev.paddock.core.output.OutputPath;

/** What stands between {@code {{} and {@code }}} when it is ours. */
public sealed interface Macro {

    /** {@code .var.<name>}: resolved on the hub. */
    record Variable(String name) implements Macro {}

    /** {@code hub ".sys.<name>"}: resolved on the hub. */
    record System(String name) implements Macro {}

    /** {@code hub ".deploy.…"}: an output of another deployment. */
    record HubOutput(OutputPath path) implements Macro {}

    /** {@code spoke "…"}: resolved by the spoke's agent. */
    record SpokeOutput(String path) implements Macro {}

    /** Begins like one of ours and is none. */
    record Unreadable(String text) implements Macro {}
}
