// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

/** An object by kind and name with what was found. */
public record ObjectHealth(String kind, String name, Verdict verdict) {

    String sentence() {
        return kind + " " + name + " " + verdict.health().text() + ": " + verdict.message();
    }
}
