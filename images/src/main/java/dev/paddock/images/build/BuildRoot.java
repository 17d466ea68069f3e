// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.embedded.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Debian layer unpacked, with the network and the certificates of this machine and with pip, none of which becomes part of
 * an image: layers are taken from folders of it, never from the whole.
 */
record BuildRoot(Path root, Home files, ToolRunner tools, Machine machine, long epoch) {
    /** Build tools and configuration, as the programs inside see it. */
    static final String INSIDE = "/run/paddock";

    /** {@code $1} is the root; what follows is run in it. The mounts end with the namespace. */
    private static final String ENTER =
            "mount -t proc proc \"$1/proc\" && mount --rbind /dev \"$1/dev\" && exec chroot \"$@\"";

    private static final List<String> NETWORK_FILES = List.of("/etc/resolv.conf", "/etc/hosts");

    void unpack(Path debian) {
        files.directory(root);
        tools.run(new ToolRunner.Tool(
                "unpack", new Archive(debian.resolve(Recipe.ARCHIVE)).unpack(root), machine.base(epoch), root));
        for (String folder : List.of("proc", "dev", "run/paddock", "etc")) {
            files.directory(root.resolve(folder));
        }
        NETWORK_FILES.forEach(file -> copy(Path.of(file), file.substring(1)));
        machine.certificates().ifPresent(bundle -> copy(bundle, "run/paddock/certificates.pem"));
        machine.pipFiles().forEach(this::copy);
        tools.run(new ToolRunner.Tool(
                "unpack-pip",
                List.of(
                        "dpkg-deb",
                        "--extract",
                        pipPackage(debian).toString(),
                        inside("").toString()),
                machine.base(epoch),
                root));
    }

    /** Runs a program of the image, with the environment pip needs to reach an index. */
    void enter(String name, List<String> command) {
        Map<String, String> environment = new TreeMap<>(machine.base(epoch));
        environment.putAll(machine.pip());
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOME", INSIDE);
        // The order of sets must not depend on chance: it ends up in compiled files.
        environment.put("PYTHONHASHSEED", "0");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        machine.certificates().ifPresent(bundle -> environment.put("PIP_CERT", INSIDE + "/certificates.pem"));
        List<String> all = Stream.concat(Stream.of("sh", "-c", ENTER, "sh", root.toString()), command.stream())
                .toList();
        tools.isolated(new ToolRunner.Tool(name, all, environment, root));
    }

    /** Debian's pip, as a path inside. */
    String pip() {
        Path wheels = inside("usr/share/python-wheels");
        String wheel = files.children(wheels).stream()
                .filter(name -> name.startsWith("pip-"))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        ImageException.Kind.TOOL, "Debian's python3-pip-whl of this suite holds no pip", null));
        return INSIDE + "/usr/share/python-wheels/" + wheel + "/pip";
    }

    Path inside(String path) {
        return root.resolve(INSIDE.substring(1)).resolve(path);
    }

    private Path pipPackage(Path debian) {
        Optional<String> found = files.children(debian).stream()
                .filter(name -> name.endsWith(".deb"))
                .findFirst();
        return debian.resolve(found.orElseThrow(() -> new ImageException(
                ImageException.Kind.TOOL, "the cached layer " + debian + " is incomplete", "build with --no-cache")));
    }

    /** Replaces links too: in an image they may point anywhere. */
    private void copy(Path from, String to) {
        Path target = root.resolve(to);
        try {
            files.directoryOf(target);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(target);
            }
            Files.copy(from, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }
}
