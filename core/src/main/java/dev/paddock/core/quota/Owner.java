// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

/** The object a ledger entry belongs to. The uid alone identifies it; the rest is for people. */
public record Owner(String uid, String kind, String namespace, String name) {
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
