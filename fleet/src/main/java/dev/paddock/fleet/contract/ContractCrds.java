// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.contract;

import dev.paddock.api.crd.BundledCrds;
import dev.paddock.api.crd.Establishment;
import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Installs the CRDs of contracts where no engine has brought its own, and takes ours away again when nothing uses them. */
public final class ContractCrds {
    private static final String FIELD_MANAGER = "paddock";

    private final KubernetesClient client;
    private final List<CustomResourceDefinition> wanted;

    public ContractCrds(KubernetesClient client, List<Class<? extends CustomResource<?, ?>>> kinds) {
        this.client = client;
        Set<String> names =
                kinds.stream().map(kind -> CustomResource.getCRDName(kind)).collect(Collectors.toSet());
        this.wanted = Stream.concat(BundledCrds.contracts().stream(), BundledCrds.gateway().stream())
                .map(text -> client.getKubernetesSerialization().unmarshal(text, CustomResourceDefinition.class))
                .filter(crd -> names.contains(crd.getMetadata().getName()))
                .toList();
        if (wanted.size() != names.size()) {
            throw new IllegalStateException("not all of " + names + " are bundled");
        }
    }

    /** The CRDs as they are on the cluster, whoever brought them. */
    public Stream<Resource<CustomResourceDefinition>> resources() {
        return wanted.stream()
                .map(crd -> client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(crd.getMetadata().getName()));
    }

    public void install() {
        for (CustomResourceDefinition crd : wanted) {
            CustomResourceDefinition present = client.resource(crd).get();
            if (present == null || ContractOwner.isOurs(present)) {
                crd.getMetadata().getLabels().put(Labels.MANAGED_BY, ContractOwner.US);
                client.resource(crd)
                        .fieldManager(FIELD_MANAGER)
                        .forceConflicts()
                        .serverSideApply();
            }
        }
        Establishment.await(client, wanted);
    }

    /**
     * A CRD goes only when no object of its kind is left: deleting it would delete them. One that is going already is left
     * to it; its objects cannot be asked for any more.
     */
    public void removeUnused() {
        for (CustomResourceDefinition crd : wanted) {
            CustomResourceDefinition present = client.resource(crd).get();
            if (present != null
                    && ContractOwner.isOurs(present)
                    && present.getMetadata().getDeletionTimestamp() == null
                    && objects(present).findAny().isEmpty()) {
                client.resource(present).delete();
            }
        }
    }

    private Stream<?> objects(CustomResourceDefinition crd) {
        return client
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd))
                .inAnyNamespace()
                .list()
                .getItems()
                .stream();
    }
}
