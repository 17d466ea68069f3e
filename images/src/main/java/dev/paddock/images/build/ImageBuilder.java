// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.core.artifact.Digest;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.Progress;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds images: one layer for Debian, one for PyPI, one for files, each made once and kept. The same specification, lock and
 * mirror give the same digest. It pushes nothing.
 */
public final class ImageBuilder {
    /** The first day that a ZIP archive can name, and so the first that Python's tools can live with. */
    private static final long DEFAULT_EPOCH = 315_532_800;

    private static final long FREE_BYTES = 6L << 30;

    private final Home cache;
    private final Machine machine;
    private final Clock clock;
    private final Progress progress;
    private final FileLocks locks;

    public ImageBuilder(Path cache, Map<String, String> environment, Clock clock, Progress progress) {
        this.cache = new Home(cache);
        this.machine =
                new Machine(environment, Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))));
        this.clock = clock;
        this.progress = progress;
        this.locks = new FileLocks(this.cache);
    }

    /**
     * How to build.
     *
     * @param folder where the specification lies and its files are
     * @param fresh makes every layer anew, with what the mirrors have now
     */
    public record Request(ImageSpec spec, Path folder, boolean fresh, Duration timeout) {}

    public BuiltImage build(Request request) {
        return prepared(request, tools -> build(request, tools));
    }

    /** The text of the lock file for the specification's requirements, as PyPI is now. */
    public String lock(Request request, ImageSpec.Python python) {
        return prepared(request, tools -> {
            LayerCache layers = new LayerCache(cache, clock);
            Path debian = step(layers, debian(request.spec(), tools), new ArrayList<>());
            Instant began = report("lock", Progress.State.BUILDING, "resolving", clock.instant());
            Path scratch = cache.root().resolve("scratch");
            try {
                BuildRoot root = root(scratch, tools);
                root.unpack(debian);
                String report = BuildRoot.INSIDE + "/report.json";
                List<String> command = new ArrayList<>(PythonLayer.install(root.pip(), "/usr/bin/python3"));
                // Nothing is installed, so Debian's mark against installing beside its own packages does not matter.
                command.addAll(
                        List.of("--dry-run", "--ignore-installed", "--break-system-packages", "--report", report));
                command.addAll(python.requirements());
                root.enter("lock", command);
                String text = PythonLock.write(
                        python, cache.read(root.inside("report.json")).orElse(""));
                report("lock", Progress.State.READY, "", began);
                return text;
            } finally {
                cache.deleteTree(scratch);
            }
        });
    }

    private interface Work<T> {
        T with(ToolRunner tools);
    }

    private <T> T prepared(Request request, Work<T> work) {
        machine.requireAble(isRoot());
        ToolRunner.Deadline deadline =
                new ToolRunner.Deadline(System.nanoTime() + request.timeout().toNanos());
        Instant began = clock.instant();
        cache.requireFreeSpace(FREE_BYTES);
        try (FileLocks.Held held = locks.acquire(
                cache.root().resolve("lock"),
                "building image " + request.spec().name(),
                request.timeout(),
                holder -> report("lock", Progress.State.WAITING, "held by " + holder, began))) {
            new LayerCache(cache, clock).tidy();
            return work.with(new ToolRunner(cache, deadline));
        }
    }

    private BuiltImage build(Request request, ToolRunner tools) {
        ImageSpec spec = request.spec();
        LayerCache layers = new LayerCache(cache, clock);
        List<BuiltImage.LayerReport> reports = new ArrayList<>();
        List<Packer.Layer> packed = new ArrayList<>();
        // What needs no network first: a missing file or a stale lock shall not cost minutes.
        Optional<PythonLock> lock = spec.python().flatMap(python -> lock(request.folder(), python));
        FilesLayer files = new FilesLayer(request.folder(), spec.files(), cache, tools, machine, epoch());
        LayerKey filesKey = files.key();
        DebianLayer debian = debian(spec, tools);
        if (request.fresh()) {
            layers.forget(debian.key());
            layers.forget(filesKey);
        }
        Path debianFolder = step(layers, debian, reports);
        packed.add(new Packer.Layer(debianFolder.resolve(Recipe.ARCHIVE), debian.summary()));
        spec.python().ifPresent(python -> {
            BuildRoot root = root(cache.root().resolve("scratch/work"), tools);
            PythonLayer layer = new PythonLayer(debian.key(), debianFolder, python, lock, root);
            if (request.fresh()) {
                layers.forget(layer.key());
            }
            packed.add(new Packer.Layer(step(layers, layer, reports).resolve(Recipe.ARCHIVE), layer.summary()));
        });
        if (!spec.files().isEmpty()) {
            packed.add(new Packer.Layer(step(layers, files, reports).resolve(Recipe.ARCHIVE), files.summary()));
        }
        return pack(spec, packed, reports, tools);
    }

    private BuiltImage pack(
            ImageSpec spec, List<Packer.Layer> packed, List<BuiltImage.LayerReport> reports, ToolRunner tools) {
        Instant began = report("image", Progress.State.BUILDING, spec.name() + ":" + spec.tag(), clock.instant());
        Path scratch = cache.root().resolve("scratch");
        Path layout = cache.root().resolve("layouts").resolve(spec.name());
        Path madeFrom = layout.resolveSibling(spec.name() + ".made-from");
        Packer packer = new Packer(cache, tools, machine, epoch());
        String key = packer.key(spec, packed).text();
        try {
            if (cache.read(madeFrom).filter(key::equals).isEmpty()) {
                Path made = cache.directory(scratch).resolve("layout");
                packer.pack(made, spec, packed);
                cache.deleteFile(madeFrom);
                cache.deleteTree(layout);
                cache.directoryOf(layout);
                Files.move(made, layout);
                cache.write(madeFrom, key);
            }
            Digest digest = Packer.digest(layout, spec.tag());
            report("image", Progress.State.READY, digest.toString(), began);
            return new BuiltImage(spec.name(), spec.tag(), layout, digest, reports, size(layout));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cache.deleteTree(scratch);
        }
    }

    private Path step(LayerCache layers, Recipe recipe, List<BuiltImage.LayerReport> reports) {
        String subject = recipe.key().text().replaceFirst("-.*", "");
        boolean cached = layers.has(recipe.key());
        Instant began = report(subject, Progress.State.BUILDING, cached ? "" : recipe.summary(), clock.instant());
        try {
            Path folder = layers.use(recipe);
            long bytes = size(folder.resolve(Recipe.ARCHIVE));
            reports.add(new BuiltImage.LayerReport(recipe.summary(), cached, bytes));
            report(
                    subject,
                    Progress.State.READY,
                    "%d MB%s".formatted(bytes / 1_000_000, cached ? ", cached" : ""),
                    began);
            return folder;
        } catch (RuntimeException failure) {
            report(subject, Progress.State.FAILED, "", began);
            throw failure;
        }
    }

    private DebianLayer debian(ImageSpec spec, ToolRunner tools) {
        String targets = tools.run(tool("apt-sources", AptSources.COMMAND));
        // apt warns on the same stream about what has nothing to do with this.
        String settings = tools.run(tool("apt-settings", DebianLayer.SETTINGS_COMMAND))
                .lines()
                .filter(line -> line.startsWith("Acquire::"))
                .collect(Collectors.joining("\n"));
        AptSources sources = AptSources.of(spec.base().suite(), targets);
        return new DebianLayer(cache, tools, machine, spec, sources, settings, epoch());
    }

    private ToolRunner.Tool tool(String name, List<String> command) {
        return new ToolRunner.Tool(name, command, machine.base(epoch()), cache.root());
    }

    private BuildRoot root(Path scratch, ToolRunner tools) {
        return new BuildRoot(scratch.resolve("root"), cache, tools, machine, epoch());
    }

    private Optional<PythonLock> lock(Path folder, ImageSpec.Python python) {
        return python.lock().map(name -> {
            try {
                return PythonLock.read(name, Files.readString(folder.resolve(name)), python);
            } catch (NoSuchFileException absent) {
                throw new ImageException(
                        ImageException.Kind.SPECIFICATION,
                        "spec.python.lock: Not found: \"" + name + "\": there is no such file in " + folder,
                        "paddock image lock " + folder,
                        absent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** As every tool for reproducible builds reads it. */
    private long epoch() {
        String set = machine.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
        return set.matches("[0-9]{1,12}") ? Long.parseLong(set) : DEFAULT_EPOCH;
    }

    private Instant report(String subject, Progress.State state, String detail, Instant began) {
        progress.report(new Progress.Event(subject, state, detail, Duration.between(began, clock.instant())));
        return began;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ImageBuilder::length)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
