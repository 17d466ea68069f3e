// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CRDs that travel with the types, as YAML texts in a fixed order. Reads the jar or directory this class came from. */
public final class BundledCrds {
    private static final String ROOT = "crds";

    private BundledCrds() {}

    /** What a hub has: Paddock's own kinds and the contracts it speaks. */
    public static List<String> all() {
        return Stream.of("contracts/", "mural/", "oam/", "palette/")
                .flatMap(folder -> read(folder).stream())
                .toList();
    }

    /** Those of Open Cluster Management and Flux only. */
    public static List<String> contracts() {
        return read("contracts/");
    }

    /** Those of the Gateway API, which clusters have whose nodes run containers. */
    public static List<String> gateway() {
        return read("gateway/");
    }

    private static List<String> read(String folder) {
        URL marker = BundledCrds.class.getResource("BundledCrds.class");
        if (marker == null) {
            throw new IllegalStateException("a class can always find itself");
        }
        try {
            if (!marker.getProtocol().equals("jar")) {
                return texts(directory(marker).resolve(ROOT).resolve(folder));
            }
            URI jar =
                    URI.create(marker.toString().substring(0, marker.toString().indexOf("!/")));
            // Opened by path: the JVM keeps one file system per jar URI, and closing that one would break other
            // readers.
            Path file = Path.of(URI.create(jar.getSchemeSpecificPart()));
            try (FileSystem inside = FileSystems.newFileSystem(file, Map.of())) {
                return texts(inside.getPath(ROOT, folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled CRDs", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a location: " + marker, e);
        }
    }

    private static Path directory(URL marker) throws URISyntaxException {
        Path directory = Path.of(marker.toURI());
        // One level for the file and one for each part of the package name.
        int levels = 1 + BundledCrds.class.getPackageName().split("\\.").length;
        return directory.getRoot().resolve(directory.subpath(0, directory.getNameCount() - levels));
    }

    private static List<String> texts(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(BundledCrds::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
