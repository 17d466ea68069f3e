// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** How strongly a deployment is separated from others; from weakest to strongest. */
public enum Isolation {
    NAMESPACE("Namespace"),
    CONTROL_PLANE("ControlPlane"),
    CLUSTER("Cluster");

    private final String text;

    Isolation(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
