// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

/** The cluster does not serve a kind; it may later. */
public final class UnknownKindException extends IllegalStateException {

    public UnknownKindException(String message) {
        super(message);
    }
}
