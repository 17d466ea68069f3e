// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.contract;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/**
 * Watches who owns one contract on a cluster. A stand-in asks before each thing it does, so that it falls silent as soon as
 * an engine brings its own CRD, and takes over again when the engine is gone.
 */
public final class ContractWatch implements AutoCloseable {
    private final String crd;
    private final SharedIndexInformer<CustomResourceDefinition> informer;

    public ContractWatch(KubernetesClient client, Class<? extends CustomResource<?, ?>> kind) {
        this.crd = CustomResource.getCRDName(kind);
        this.informer = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(crd)
                .inform();
    }

    public boolean isOurs() {
        return informer.getStore().list().stream()
                .filter(present -> crd.equals(present.getMetadata().getName()))
                .anyMatch(ContractOwner::isOurs);
    }

    @Override
    public void close() {
        informer.close();
    }
}
