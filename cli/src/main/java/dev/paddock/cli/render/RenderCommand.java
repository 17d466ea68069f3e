// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.render;

import static dev.paddock.core.definition.ReleaseRenderer.LEFT_TO_CONTROLLER;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.local.ProgressDisplay;
import dev.paddock.cli.manifest.Finding;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.EngineOfLanguage;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.ApplicationReader;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.RenderedApplication;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import dev.paddock.render.helm.HelmCharts;
import dev.paddock.render.helm.HelmSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders Applications with the built-in definitions and the user's own. Prints nothing if anything is wrong, so that a pipe is safe. */
@Command(
        name = "render",
        description = {
            "Print the objects that an Application comes to, without a cluster.",
            "Every object stands behind a comment that names its component or trait, as vela dry-run --offline prints them.",
            "Definitions given with -d, or in the same file, go before built-in ones of the same name."
        })
public final class RenderCommand implements Callable<Integer> {
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
    private static final String APPLICATION = "Application";

    private final Terminal terminal;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "A file with an Application, a directory of such files, or - for standard input; repeatable.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-d", "--definitions"},
            paramLabel = "DIR",
            description =
                    "Definitions of your own: a file or a directory of ComponentDefinitions, TraitDefinitions and "
                            + "PolicyDefinitions; repeatable.")
    private List<String> definitionFiles = new ArrayList<>();

    @Option(
            names = "--offline",
            description = "Ask no hub for definitions. No hub is asked yet, so this changes nothing.")
    private boolean offline = true;

    @Option(
            names = "--keep-releases",
            description = "Print Helm charts as HelmReleases of Flux, and not as the objects of the charts.")
    private boolean keepReleases;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace of Applications that name none (default).")
    private @Nullable String namespace;

    @Option(
            names = "--cluster-version",
            paramLabel = "VERSION",
            description =
                    "The Kubernetes version to render for, such as 1.36; without it templates choose their oldest API "
                            + "versions, as vela dry-run has it.")
    private @Nullable String clusterVersion;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "yaml|json",
            defaultValue = "yaml",
            description = "YAML with comments, or one JSON list (${DEFAULT-VALUE}).")
    private RenderedText.Format format = RenderedText.Format.yaml;

    public RenderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RenderSettings settings = settings();
        List<Manifest> manifests = read(files);
        List<Manifest> applications = manifests.stream()
                .filter(manifest -> manifest.kind().equals(APPLICATION))
                .toList();
        if (applications.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, "there is no Application in " + String.join(", ", files), "kind: Application");
        }
        List<Manifest> own = new ArrayList<>(definitionFiles.isEmpty() ? List.of() : read(definitionFiles));
        manifests.stream().filter(OwnDefinitions::isOne).forEach(own::add);
        try (ProgressDisplay display = ProgressDisplay.on(terminal);
                CueWorkers workers = new CueWorkers(() -> worker(display, Component.CUE), WorkerLimits.standard());
                HelmCharts charts = charts(() -> worker(display, Component.HELM), manifests)) {
            CelEngine cel = new CelEngine(CelLimits.standard(), System::nanoTime);
            Definitions definitions = new OwnDefinitions(workers, cel).over(own, this::refuse);
            ApplicationRenderer renderer = new ApplicationRenderer(
                    new EngineOfLanguage(workers, cel), definitions, keepReleases ? LEFT_TO_CONTROLLER : charts);
            List<RenderedApplication> rendered = new ArrayList<>();
            List<Application> read = new ArrayList<>();
            for (Manifest manifest : applications) {
                Application application = application(manifest);
                read.add(application);
                rendered.add(render(renderer, application, settings, manifest));
            }
            terminal.out().print(new RenderedText(format).of(rendered));
            terminal.out().flush();
            return ExitCode.OK.code();
        } catch (EngineUnavailableException failure) {
            throw new CliException(ExitCode.ERROR, String.valueOf(failure.getMessage()), null, failure);
        }
    }

    private List<String> worker(ProgressDisplay display, Component program) {
        return NativeBinaries.from(terminal.environment(), home(), terminal.clock(), display)
                .command(program);
    }

    /** Repositories that charts name, and Secrets that these name, are taken from the files. */
    private HelmCharts charts(Supplier<List<String>> command, List<Manifest> manifests) {
        String cache = terminal.environment().getOrDefault("PADDOCK_CACHE", "");
        Path store = (cache.isBlank() ? home().resolve(".cache/paddock") : Path.of(cache)).resolve("charts");
        HelmSettings settings = HelmSettings.standard(
                store.toAbsolutePath(), Optional.of(terminal.directory()), terminal.environment());
        String fallback = namespace == null ? "default" : namespace;
        return new HelmCharts(
                command,
                settings,
                (kind, at, name) -> manifests.stream()
                        .filter(manifest ->
                                manifest.kind().equals(kind) && manifest.name().equals(name))
                        .filter(manifest ->
                                (manifest.namespace().isEmpty() ? fallback : manifest.namespace()).equals(at))
                        .map(Manifest::object)
                        .findFirst());
    }

    private Path home() {
        return Path.of(terminal.environment().getOrDefault("HOME", System.getProperty("user.home")));
    }

    private Application application(Manifest manifest) {
        if (manifest.namespace().isEmpty() && namespace != null) {
            manifest.object().withObject("/metadata").put("namespace", namespace);
        }
        ApplicationReader.Reading reading = ApplicationReader.read(manifest.object());
        refuse(manifest, reading.errors().stream().map(FieldError::toString).toList());
        reading.duplicates()
                .forEach(duplicate -> terminal.err()
                        .println("%s: warning[PL012] %s".formatted(manifest.at(duplicate.path()), duplicate)));
        return reading.application();
    }

    private RenderedApplication render(
            ApplicationRenderer renderer, Application application, RenderSettings settings, Manifest manifest) {
        RenderedApplication rendered = renderer.render(application, settings);
        rendered.warnings()
                .forEach(warning ->
                        terminal.err().println("%s: warning: %s".formatted(manifest.at(pathOf(warning)), warning)));
        refuse(manifest, rendered.errors().stream().map(FieldError::toString).toList());
        return rendered;
    }

    private RenderSettings settings() {
        if (clusterVersion == null) {
            return RenderSettings.OFFLINE;
        }
        Matcher matcher = VERSION.matcher(clusterVersion);
        if (!matcher.matches()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--cluster-version: " + clusterVersion + " is no Kubernetes version",
                    "write it as 1.36 or v1.36.3");
        }
        String git = clusterVersion.startsWith("v") ? clusterVersion : "v" + clusterVersion;
        return new RenderSettings(
                "", "", new RenderSettings.ClusterVersion(matcher.group(1), Integer.parseInt(matcher.group(2)), git));
    }

    private List<Manifest> read(List<String> names) {
        List<Manifest> manifests = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Source source : Source.of(names, terminal)) {
            ManifestReader.Contents contents = ManifestReader.read(source);
            manifests.addAll(contents.manifests());
            findings.addAll(contents.findings());
        }
        stop(findings);
        return manifests;
    }

    /** Ends the command with what is wrong, each with its place in the file; does nothing if nothing is. */
    private void refuse(Manifest manifest, List<String> faults) {
        stop(faults.stream()
                .map(fault -> new Finding(manifest.at(pathOf(fault)), null, fault))
                .toList());
    }

    private void stop(List<Finding> findings) {
        if (!findings.isEmpty()) {
            findings.forEach(terminal.err()::println);
            throw new CliException(ExitCode.USAGE, "nothing was rendered", "correct what is listed above");
        }
    }

    private static String pathOf(String text) {
        int end = text.indexOf(": ");
        return end < 0 ? "" : text.substring(0, end);
    }
}
