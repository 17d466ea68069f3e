// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Leads requests for some host names from a Gateway to Services. */
@Group(GatewayNames.GROUP)
@Version("v1")
@Kind("HTTPRoute")
@Plural("httproutes")
@AdditionalPrinterColumn(name = "Hostnames", jsonPath = ".spec.hostnames", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Accepted",
        jsonPath = ".status.parents[*].conditions[?(@.type==\"Accepted\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class HTTPRoute extends CustomResource<HTTPRouteSpec, HTTPRouteStatus> implements Namespaced {}
