// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.output.Columns;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import dev.paddock.embedded.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs on this machine. */
@Command(
        name = "status",
        description = {
            "Show the clusters and processes of this machine.",
            "Ends with 0 if everything that should run does, with 5 otherwise."
        })
public final class StatusCommand implements Callable<Integer> {
    private static final String NONE = "-";

    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, wide, json or yaml (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LocalFleet fleet = LocalFleet.open(terminal.environment(), terminal.clock(), Progress.silent());
        if (!fleet.home().exists()) {
            terminal.err()
                    .println("Nothing is here: " + fleet.home().root() + " does not exist (paddock up makes it).");
            return ExitCode.UNREACHABLE.code();
        }
        StatusReport report = StatusReport.of(fleet);
        if (format.tabular()) {
            tables(report);
        } else if (format == OutputFormat.name) {
            report.clusters().forEach(cluster -> terminal.out().println("cluster/" + cluster.name()));
        } else {
            JsonNode node = JsonMapper.builder().build().valueToTree(report);
            terminal.out().print(ObjectText.of(format, node));
        }
        return report.up() ? ExitCode.OK.code() : ExitCode.UNREACHABLE.code();
    }

    private void tables(StatusReport report) {
        Style style = new Style(terminal);
        Columns clusters =
                new Columns(List.of("CLUSTER", "HEALTH", "KUBERNETES", "NODES", "GPUS", "AGENT", "MEMORY"), style);
        clusters.lines(report.clusters().stream().map(StatusCommand::row).toList(), true)
                .forEach(terminal.out()::println);
        terminal.out().println();
        boolean wide = format == OutputFormat.wide;
        Columns processes = new Columns(
                wide
                        ? List.of("PROCESS", "HEALTH", "PID", "UPTIME", "MEMORY", "LOG")
                        : List.of("PROCESS", "HEALTH", "PID", "UPTIME", "MEMORY"),
                style);
        processes
                .lines(
                        report.processes().stream()
                                .map(process -> row(process, wide))
                                .toList(),
                        true)
                .forEach(terminal.out()::println);
    }

    private static List<String> row(StatusReport.Cluster cluster) {
        String gpus = gpus(cluster.gpus());
        return List.of(
                cluster.name(),
                cluster.health(),
                cluster.kubernetesVersion(),
                cluster.nodes() == 0
                        ? NONE
                        : cluster.nodes() + (cluster.simulated() ? " simulated" : " with containers"),
                gpus.isEmpty() ? NONE : gpus + " simulated",
                cluster.agent(),
                memory(cluster.memoryBytes()));
    }

    private static String gpus(Map<String, Integer> gpus) {
        return gpus.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static List<String> row(StatusReport.Process process, boolean wide) {
        List<String> cells = List.of(
                process.name(),
                process.health(),
                process.pid() == null ? NONE : process.pid().toString(),
                process.uptimeSeconds() == null
                        ? NONE
                        : StatusReport.uptime(Duration.ofSeconds(process.uptimeSeconds())),
                memory(process.memoryBytes()));
        return wide ? Stream.concat(cells.stream(), Stream.of(process.log())).toList() : cells;
    }

    private static String memory(@Nullable Long bytes) {
        return bytes == null || bytes == 0 ? NONE : (bytes >> 20) + " MiB";
    }
}
