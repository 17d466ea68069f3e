// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.cli.hub.TypedLists;
import dev.paddock.cli.output.Columns;
import dev.paddock.cli.output.ObjectText;
import dev.paddock.cli.output.OutputFormat;
import dev.paddock.cli.output.Style;
import dev.paddock.core.catalog.Catalog;
import dev.paddock.core.catalog.NotOffered;
import dev.paddock.core.catalog.Offer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the platforms that labels offer, and what is tagged in vain. */
@Command(
        name = "catalog",
        description = {
            "List the platforms on offer, each version with the profiles it is made from.",
            "Sees what a platform in the namespace may refer to: its own, its tenant's and the system's profiles."
        })
public final class CatalogCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "The profiles of every namespace.")
    private boolean allNamespaces;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    public CatalogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Hub hub = hubOptions.connect(terminal)) {
            TypedLists lists = new TypedLists(hub);
            List<WorkloadProfile> workloads = new ArrayList<>();
            List<ClusterProfile> clusters = new ArrayList<>();
            if (allNamespaces) {
                workloads.addAll(lists.everywhere(WorkloadProfile.class));
                clusters.addAll(lists.everywhere(ClusterProfile.class));
            } else {
                for (String visible : visibleFrom(hub, namespace.in(hub))) {
                    workloads.addAll(lists.in(visible, WorkloadProfile.class));
                    clusters.addAll(lists.in(visible, ClusterProfile.class));
                }
            }
            print(Catalog.of(workloads, clusters));
            return ExitCode.OK.code();
        }
    }

    /** Where references from this namespace may point. */
    static Set<String> visibleFrom(Hub hub, String namespace) {
        Set<String> visible = new LinkedHashSet<>(List.of(namespace));
        hub.find("/api/v1/namespaces/" + namespace)
                .map(found -> found.path("metadata")
                        .path("labels")
                        .path(Labels.TENANT_NAME)
                        .asText())
                .filter(tenant -> !tenant.isEmpty())
                .ifPresent(tenant -> visible.add(Namespaces.ofTenant(tenant)));
        visible.add(Namespaces.SYSTEM);
        return visible;
    }

    private void print(Catalog catalog) {
        PrintStream out = terminal.out();
        switch (format) {
            case json, yaml -> out.print(ObjectText.of(format, new ObjectMapper().valueToTree(catalog)));
            case name -> catalog.offers().forEach(offer -> out.println(offer.platform() + "/" + offer.version()));
            case table, wide -> table(catalog);
        }
    }

    private void table(Catalog catalog) {
        Style style = new Style(terminal);
        PrintStream out = terminal.out();
        if (catalog.offers().isEmpty()) {
            terminal.err().println("No platform is on offer: apply a WorkloadProfile labelled for discovery");
        } else {
            Columns columns =
                    new Columns(List.of("PLATFORM", "VERSION", "WORKLOAD PROFILE", "NEW CLUSTER FROM"), style);
            columns.lines(catalog.offers().stream().map(CatalogCommand::row).toList(), true)
                    .forEach(out::println);
        }
        List<String> notes = catalog.offers().stream()
                .flatMap(offer -> offer.notes().stream()
                        .map(note -> "  %s %s: %s".formatted(offer.platform(), offer.version(), note)))
                .toList();
        section(out, style, "Notes", notes);
        List<String> notOffered = new ArrayList<>();
        for (NotOffered not : catalog.notOffered()) {
            notOffered.add("  " + not.profile() + ": " + not.reason());
            notOffered.add(style.faint("    try: " + not.remedy()));
        }
        section(out, style, "Tagged, but not offered", notOffered);
    }

    private static void section(PrintStream out, Style style, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(style.bold(heading + ":"));
            lines.forEach(out::println);
        }
    }

    private static List<String> row(Offer offer) {
        String clusters = offer.clusterProfiles().stream()
                .map(choice -> "%s (%s)".formatted(choice.profile().path(), choice.cloud()))
                .collect(Collectors.joining(", "));
        return List.of(
                offer.platform(),
                offer.version(),
                offer.workloadProfile().path(),
                clusters.isEmpty() ? "existing clusters only" : clusters);
    }
}
