// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import dev.paddock.api.ocm.ConditionsStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says which controller serves the Gateways that name it. */
@Group(GatewayNames.GROUP)
@Version("v1")
@Kind("GatewayClass")
@Plural("gatewayclasses")
@ShortNames("gc")
@AdditionalPrinterColumn(
        name = "Controller",
        jsonPath = ".spec.controllerName",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Accepted",
        jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
public final class GatewayClass extends CustomResource<GatewayClassSpec, ConditionsStatus> {}
