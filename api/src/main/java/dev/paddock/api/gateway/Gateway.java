// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A door through which requests come in. */
@Group(GatewayNames.GROUP)
@Version("v1")
@Kind("Gateway")
@Plural("gateways")
@ShortNames("gtw")
@AdditionalPrinterColumn(
        name = "Class",
        jsonPath = ".spec.gatewayClassName",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Address",
        jsonPath = ".status.addresses[*].value",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Port",
        jsonPath = ".spec.listeners[*].port",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Programmed",
        jsonPath = ".status.conditions[?(@.type==\"Programmed\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
public final class Gateway extends CustomResource<GatewaySpec, GatewayStatus> implements Namespaced {}
