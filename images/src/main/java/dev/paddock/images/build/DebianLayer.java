// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.embedded.Home;
import dev.paddock.images.spec.ImageSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The root file system: Debian by {@code mmdebstrap}, without anything that tells on which machine and when it was made.
 * Beside the archive lie the list of packages (packages.txt) and, for Python images, Debian's own pip, which no image carries.
 */
record DebianLayer(
        Home files,
        ToolRunner tools,
        Machine machine,
        ImageSpec spec,
        AptSources sources,
        String aptSettings,
        long epoch)
        implements Recipe {
    /** As {@code apt-config} prints them: proxies, and rules for repositories that are out of date. */
    static final List<String> SETTINGS_COMMAND = List.of(
            "apt-config",
            "dump",
            "--format",
            "%F \"%v\";%n",
            "Acquire::http",
            "Acquire::https",
            "Acquire::Check-Valid-Until");

    /** The one library that every wheel may expect of a system, and that the smallest Debian with Python does not have. */
    private static final List<String> WHEELS = List.of("libstdc++6");

    private static final String PIP_PACKAGE = "python3-pip-whl";

    /** Runs last, with the root file system as its first argument. */
    private static final String HOOK = """
            #!/bin/sh
            set -eu
            root=$1
            chroot "$root" dpkg-query --show --showformat '${Package}=${Version}\\n' >"$TARGET/packages.txt"
            if [ -n "$FETCH" ]; then
                cd "$TARGET"
                APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -o APT::Sandbox::User=root download $FETCH
            fi
            # The kubelet mounts its own; those of this machine concern nobody.
            for file in hostname resolv.conf; do rm -f "$root/etc/$file"; : >"$root/etc/$file"; done
            rm -rf "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/* "$root"/etc/apt/apt.conf.d/99mmdebstrap
            rm -f "$root"/etc/dpkg/dpkg.cfg.d/99mmdebstrap
            # Copies that programs keep of what they have just replaced, and logs.
            rm -f "$root"/etc/passwd- "$root"/etc/group- "$root"/etc/shadow- "$root"/etc/gshadow- "$root"/var/lib/dpkg/*-old
            rm -f "$root"/var/cache/debconf/*-old "$root"/var/cache/ldconfig/aux-cache
            find "$root/var/log" -type f -delete
            """;

    @Override
    public LayerKey key() {
        List<String> parts = new ArrayList<>(List.of(
                Long.toString(epoch),
                System.getProperty("os.arch"),
                variant(),
                Boolean.toString(spec.python().isPresent())));
        sources.parts().forEach(parts::add);
        parts.addAll(packages());
        return LayerKey.of("debian", parts);
    }

    @Override
    public String summary() {
        return "Debian %s (%s), packages: %s"
                .formatted(
                        spec.base().suite(),
                        variant(),
                        packages().isEmpty() ? "none besides" : String.join(" ", packages()));
    }

    @Override
    public void make(Path target, Path scratch) {
        // In files and not in arguments: addresses of mirrors and proxies may carry a password.
        Path sourcesFile = scratch.resolve("sources.list");
        files.write(sourcesFile, sources.text());
        Path settings = scratch.resolve("apt.conf");
        files.write(settings, aptSettings + "\n");
        Path hook = scratch.resolve("finish");
        files.write(hook, HOOK);
        Map<String, String> environment = new TreeMap<>(machine.base(epoch));
        environment.put("TMPDIR", files.directory(scratch.resolve("tmp")).toString());
        environment.put("TARGET", target.toString());
        environment.put("HOOK", hook.toString());
        environment.put("FETCH", spec.python().isPresent() ? PIP_PACKAGE : "");
        tools.isolated(new ToolRunner.Tool(
                "mmdebstrap", command(target.resolve(ARCHIVE), sourcesFile, settings), environment, scratch));
    }

    List<String> command(Path archive, Path sourcesFile, Path settings) {
        List<String> command = new ArrayList<>(List.of(
                "mmdebstrap",
                "--mode=root",
                "--format=tar",
                "--variant=" + variant(),
                // Devices are the runtime's business.
                "--skip=output/dev",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                "--dpkgopt=path-include=/usr/share/doc/*/copyright",
                "--aptopt=" + settings,
                "--customize-hook=sh \"$HOOK\" \"$1\""));
        if (!packages().isEmpty()) {
            command.add("--include=" + String.join(",", packages()));
        }
        return Stream.concat(
                        command.stream(), Stream.of(spec.base().suite(), archive.toString(), sourcesFile.toString()))
                .toList();
    }

    private List<String> packages() {
        Stream<String> needed = spec.python().isPresent() ? WHEELS.stream() : Stream.of();
        return Stream.concat(spec.packages().stream(), needed)
                .sorted()
                .distinct()
                .toList();
    }

    private String variant() {
        return spec.base().variant().name().toLowerCase(Locale.ROOT);
    }
}
