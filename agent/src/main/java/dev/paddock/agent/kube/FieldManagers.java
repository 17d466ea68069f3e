// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

/** Under which names the agent owns fields: those of the engines it stands in for, so that they can take over. */
public final class FieldManagers {

    public static final String FLUX = "kustomize-controller";
    public static final String WORK = "work-agent";
    public static final String AGENT = "paddock-agent";

    private FieldManagers() {}
}
