// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.TypedLists;
import dev.paddock.cli.output.Age;
import dev.paddock.cli.output.Columns;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the clusters that have joined, with what one asks of a cluster: its mode, its GPUs, whether it answers. */
@Command(name = "list", aliases = "ls", description = "List the clusters that have joined the hub.")
final class ListCommand implements Callable<Integer> {
    private static final String PATH = "/apis/cluster.open-cluster-management.io/v1/managedclusters";
    private static final String GPU_CLAIM = ".gpu.palette.ai";
    private static final String VERSION_CLAIM = "kubeversion.open-cluster-management.io";

    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            switch (format) {
                case json, yaml -> {
                    List<JsonNode> items = new ArrayList<>();
                    hub.get(PATH).path("items").forEach(item -> items.add(ObjectText.withoutManagedFields(item)));
                    terminal.out().print(ObjectText.of(format, ObjectText.list(items)));
                }
                case name, table, wide -> print(new TypedLists(hub).everywhere(ManagedCluster.class));
            }
            return ExitCode.OK.code();
        }
    }

    private void print(List<ManagedCluster> clusters) {
        if (format == OutputFormat.name) {
            clusters.forEach(cluster -> terminal.out()
                    .println("managedcluster.cluster.open-cluster-management.io/"
                            + cluster.getMetadata().getName()));
            return;
        }
        if (clusters.isEmpty()) {
            terminal.err().println("No cluster has joined");
            return;
        }
        Columns columns = new Columns(
                List.of("NAME", "MODE", "ORIGIN", "KUBERNETES", "GPUS", "JOINED", "AVAILABLE", "AGE"),
                new Style(terminal));
        columns.lines(clusters.stream().map(this::row).toList(), true).forEach(terminal.out()::println);
    }

    private List<String> row(ManagedCluster cluster) {
        Map<String, String> labels = cluster.getMetadata().getLabels();
        boolean orphaned = "true".equals(labels.get(Labels.ORPHANED));
        return List.of(
                cluster.getMetadata().getName(),
                labels.getOrDefault(Labels.MODE, "-"),
                labels.getOrDefault(Labels.ORIGIN, "-") + (orphaned ? " (orphaned)" : ""),
                version(cluster),
                gpus(cluster),
                Boolean.toString(Availability.isTrue(cluster, OcmNames.CONDITION_JOINED)),
                Boolean.toString(Availability.isTrue(cluster, OcmNames.CONDITION_AVAILABLE)),
                Age.of(
                        cluster.getMetadata().getCreationTimestamp(),
                        terminal.clock().instant()));
    }

    private static List<ManagedClusterStatus.ClusterClaim> claims(ManagedCluster cluster) {
        return cluster.getStatus() == null ? List.of() : cluster.getStatus().clusterClaims();
    }

    private static String version(ManagedCluster cluster) {
        return claims(cluster).stream()
                .filter(claim -> claim.name().equals(VERSION_CLAIM))
                .map(ManagedClusterStatus.ClusterClaim::value)
                .findFirst()
                .orElse("-");
    }

    private static String gpus(ManagedCluster cluster) {
        String text = claims(cluster).stream()
                .filter(claim -> claim.name().endsWith(GPU_CLAIM))
                .map(claim -> claim.name()
                                .substring(0, claim.name().length() - GPU_CLAIM.length())
                                .toUpperCase(Locale.ROOT)
                        + "=" + claim.value())
                .sorted()
                .collect(Collectors.joining(","));
        return text.isEmpty() ? "-" : text;
    }
}
