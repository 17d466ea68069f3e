// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.HTTPRoute;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a cluster's objects: the whole configuration, and every status, compared with files. */
class GatewayGoldenTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Path CASES = Path.of("src/test/resources/gateway");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final GatewaySettings SETTINGS = new GatewaySettings(
            Path.of("/nowhere"), "127.0.0.1", 23456, Path.of("/nowhere/socket"), AddressRange.parse("10.244.1.0/24"));

    private final KubernetesSerialization yaml = new KubernetesSerialization();

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(cases).isNotEmpty();
            return cases;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void objectsBecomeAConfigurationAndStatuses(Path folder) throws IOException {
        List<HasMetadata> objects = objects(folder);
        Plan plan = new Planner(SETTINGS).plan(situation(objects));

        compare(folder.resolve("out-haproxy.cfg"), new HaproxyText(SETTINGS).of(plan));
        compare(folder.resolve("out-status.yaml"), statuses(plan));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderInWhichObjectsAreListedChangesNothing(Path folder) throws IOException {
        List<HasMetadata> objects = objects(folder);
        List<HasMetadata> reversed = new ArrayList<>(objects);
        Collections.reverse(reversed);

        assertThat(new HaproxyText(SETTINGS).of(new Planner(SETTINGS).plan(situation(reversed))))
                .isEqualTo(new HaproxyText(SETTINGS).of(new Planner(SETTINGS).plan(situation(objects))));
    }

    private String statuses(Plan plan) {
        StatusReport report = new StatusReport(SETTINGS, NOW, Optional.empty());
        Map<String, Object> statuses = new TreeMap<>();
        plan.gateways().forEach(verdict -> statuses.put(called(verdict.gateway()), report.of(verdict)));
        plan.routes()
                .forEach(verdict ->
                        report.of(verdict).ifPresent(status -> statuses.put(called(verdict.route()), status)));
        plan.ingresses().forEach(verdict -> statuses.put(called(verdict.ingress()), report.of(verdict)));
        plan.ingresses()
                .forEach(verdict -> verdict.obstacle()
                        .ifPresent(reason -> statuses.put(called(verdict.ingress()) + " in the log", reason)));
        return yaml.asYaml(statuses);
    }

    private static String called(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private List<HasMetadata> objects(Path folder) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : Files.readString(folder.resolve("in-all.yaml")).split("(?m)^---\n")) {
            objects.add(yaml.unmarshal(document, kind(document)));
        }
        return objects;
    }

    private static Class<? extends HasMetadata> kind(String document) {
        String kind = document.lines()
                .filter(line -> line.startsWith("kind: "))
                .findFirst()
                .orElseThrow()
                .substring("kind: ".length());
        return switch (kind) {
            case "GatewayClass" -> GatewayClass.class;
            case "Gateway" -> Gateway.class;
            case "HTTPRoute" -> HTTPRoute.class;
            case "IngressClass" -> IngressClass.class;
            case "Ingress" -> Ingress.class;
            case "Service" -> Service.class;
            case "EndpointSlice" -> EndpointSlice.class;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Situation situation(List<HasMetadata> objects) {
        return new Situation(
                of(objects, GatewayClass.class),
                of(objects, Gateway.class),
                of(objects, HTTPRoute.class),
                of(objects, IngressClass.class),
                of(objects, Ingress.class),
                of(objects, Service.class),
                of(objects, EndpointSlice.class));
    }

    private static <T> List<T> of(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void compare(Path file, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
