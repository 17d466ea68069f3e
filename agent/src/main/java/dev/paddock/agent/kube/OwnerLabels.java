// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

/** The labels by which an object says which Kustomization it is of. */
public final class OwnerLabels {

    public static final String NAME = "kustomize.toolkit.fluxcd.io/name";
    public static final String NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";

    private OwnerLabels() {}
}
