// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the programs, in this order: {@code $PADDOCK_BIN_DIR}, {@code $KUBEBUILDER_ASSETS} where its program is of the
 * wanted release, the cache, and otherwise compiles them into the cache.
 *
 * <p>It never downloads a release binary: docs/decisions/0007-binaries.md says why.
 */
public final class NativeBinaries {
    private final List<Path> searched;
    private final List<Path> assets;
    private final Path cache;
    private final NativeSources sources = new NativeSources();
    private final GoBuild build;

    private NativeBinaries(List<Path> searched, List<Path> assets, Path cache, InstantSource clock, Progress progress) {
        this.searched = searched;
        this.assets = assets;
        this.cache = cache;
        this.build = new GoBuild(new Home(cache), sources, clock, progress);
    }

    public static NativeBinaries from(
            Map<String, String> environment, Path userHome, InstantSource clock, Progress progress) {
        String set = environment.getOrDefault("PADDOCK_CACHE", "");
        Path cache = set.isBlank() ? userHome.resolve(".cache/paddock") : Path.of(set);
        return new NativeBinaries(
                directory(environment, "PADDOCK_BIN_DIR"),
                directory(environment, "KUBEBUILDER_ASSETS"),
                cache.toAbsolutePath().normalize(),
                clock,
                progress);
    }

    private static List<Path> directory(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank()
                ? List.of()
                : List.of(Path.of(value).toAbsolutePath().normalize());
    }

    /** The release of every embedded control plane. */
    public String kubernetesVersion() {
        return sources.kubernetesVersion();
    }

    /** Identifies what would be run; part of every process's spec, so that new binaries replace running processes. */
    public String key() {
        return sources.key();
    }

    public Path cacheDirectory() {
        return cache.resolve("bin").resolve(key());
    }

    /** True if {@link #ensureAvailable} would have to compile. */
    public boolean mustBuild() {
        return !missing(false).isEmpty();
    }

    /** Makes every program available that a cluster with simulated nodes needs; takes minutes the first time and nothing later. */
    public void ensureAvailable() {
        ensure(false);
    }

    /** The same for a cluster whose nodes run containers. */
    public void ensureAvailableForContainerNodes() {
        ensure(true);
    }

    /** Makes the programs that render available, for CUE and for Helm; minutes the first time and nothing later. */
    public void ensureAvailableForRendering() {
        locate(Component.CUE);
        locate(Component.HELM);
    }

    private void ensure(boolean containerNodes) {
        List<String> missing = missing(containerNodes);
        if (!missing.isEmpty()) {
            build.into(cacheDirectory(), missing);
        }
    }

    /** Modules of {@code native/} of which a program is missing. */
    private List<String> missing(boolean containerNodes) {
        return Arrays.stream(Component.values())
                .filter(component -> !component.isTool())
                .filter(component -> containerNodes || !component.onlyForContainerNodes())
                .filter(component -> !present(component))
                .map(Component::module)
                .distinct()
                .toList();
    }

    /** The start of the command line that runs the component. */
    public List<String> command(Component component, String... arguments) {
        List<String> command = new ArrayList<>(locate(component));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The component's program where it is there already; compiles nothing. */
    public Optional<Path> available(Component component) {
        return component.isSubcommand()
                ? Optional.empty()
                : find(component).stream().findFirst().map(Path::of);
    }

    private boolean present(Component component) {
        return !find(component).isEmpty();
    }

    private List<String> locate(Component component) {
        List<String> found = find(component);
        if (!found.isEmpty()) {
            return found;
        }
        build.into(directoryOf(component), List.of(component.module()));
        return find(component);
    }

    private List<String> find(Component component) {
        for (Path directory : searched) {
            List<String> found = in(directory, component);
            if (!found.isEmpty()) {
                return found;
            }
        }
        for (Path directory : assets) {
            Path program = directory.resolve(component.program());
            if (ReleaseProbe.isOfRelease(program, component, kubernetesVersion())) {
                return List.of(program.toString());
            }
        }
        return in(directoryOf(component), component);
    }

    private Path directoryOf(Component component) {
        return component.isTool() ? cache.resolve("bin").resolve(sources.keyOf(component.module())) : cacheDirectory();
    }

    private static List<String> in(Path directory, Component component) {
        Path binary = directory.resolve(component.binary());
        if (Files.isExecutable(binary)) {
            return component.isSubcommand()
                    ? List.of(binary.toString(), component.program())
                    : List.of(binary.toString());
        }
        Path program = directory.resolve(component.program());
        return Files.isExecutable(program) ? List.of(program.toString()) : List.of();
    }
}
