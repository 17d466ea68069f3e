// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.render.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UrlRuleTest {

    private static final ObjectNode INGRESS_A = object(
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}, spec: {rules: [{host: a.example, http: {paths: [{path: /}]}}]}}");
    private static final ObjectNode ROUTE_B = object(
            "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: b, labels: {palette.ai/expose: 'true'}}, spec: {parentRefs: [{name: gw, sectionName: https}], hostnames: [b.example], rules: [{matches: [{path: {value: /app}}]}]}}");
    private static final ObjectNode TLS_C = object(
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: c}, spec: {tls: [{hosts: [c.example]}], rules: [{host: c.example}]}}");

    @Test
    void theOutputWins() {
        assertThat(UrlRule.choose(Optional.of("https://x"), List.of(ROUTE_B))).contains("https://x");
    }

    @Test
    void thenWhatIsLabelledThenTheFirstByName() {
        assertThat(UrlRule.choose(Optional.empty(), List.of(INGRESS_A, ROUTE_B)))
                .contains("https://b.example/app");
        assertThat(UrlRule.choose(Optional.of(" "), List.of(TLS_C, INGRESS_A))).contains("http://a.example");
        assertThat(UrlRule.choose(Optional.empty(), List.of(TLS_C))).contains("https://c.example");
    }

    @Test
    void nothingThatABrowserCouldOpenIsNothing() {
        ObjectNode wildcard = object(
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: w}, spec: {rules: [{host: '*.example'}]}}");
        ObjectNode other = object(
                "{apiVersion: example.org/v1, kind: Ingress, metadata: {name: o}, spec: {rules: [{host: o.example}]}}");

        assertThat(UrlRule.choose(Optional.empty(), List.of(wildcard, other))).isEmpty();
    }

    @Test
    void aGatewayOnAnotherPortIsNamedWithIt() {
        assertThat(UrlRule.served(List.of(INGRESS_A), 23456)).contains("http://a.example:23456/");
        assertThat(UrlRule.served(List.of(INGRESS_A, ROUTE_B), 23456)).contains("https://b.example:23456/app");
        assertThat(UrlRule.served(List.of(), 23456)).isEmpty();
    }

    @Test
    void aRouteIsEnteredAtItsRootIfItHasOne() {
        ObjectNode route = object(
                "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {hostnames: [r.example], rules: [{matches: [{path: {value: /api}}]}, {backendRefs: [{name: web}]}]}}");
        assertThat(UrlRule.choose(Optional.empty(), List.of(route))).contains("http://r.example");
        assertThat(UrlRule.served(List.of(route), 23456)).contains("http://r.example:23456/");
    }

    private static ObjectNode object(String yaml) {
        return Yaml.object(yaml);
    }
}
