// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

/** A condition to be: whether it holds, and the reason in the words of the Gateway API. */
record Verdict(boolean holds, String reason, String message) {

    static Verdict yes(String reason) {
        return new Verdict(true, reason, "");
    }

    static Verdict no(String reason, String message) {
        return new Verdict(false, reason, message);
    }

    String status() {
        return holds ? "True" : "False";
    }
}
