// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image as a person describes it. Fields are named as in the OCI image configuration where it has them.
 *
 * @param name last part of the repository the image is pushed to
 * @param packages Debian packages besides those of the base, {@code name} or {@code name=version}
 * @param user {@code uid} or {@code uid:gid}; numeric, because Kubernetes proves "not root" by the number alone
 */
public record ImageSpec(
        String name,
        String tag,
        Base base,
        List<String> packages,
        Optional<Python> python,
        List<FileEntry> files,
        RunConfig run,
        String user) {
    public static final String API_VERSION = "paddock.dev/v1alpha1";
    public static final String KIND = "Image";

    public ImageSpec {
        packages = List.copyOf(packages);
        files = List.copyOf(files);
    }

    /** The root file system that everything else lies on. */
    public record Base(String suite, Variant variant) {}

    /** How much of Debian there is before the first package, as {@code mmdebstrap} calls it. */
    public enum Variant {
        ESSENTIAL,
        APT,
        MINBASE
    }

    /**
     * What comes from PyPI, into a virtual environment of its own.
     *
     * @param requirements each {@code name==version}
     * @param lock file beside the specification that pins everything they depend on, by hash
     */
    public record Python(List<String> requirements, Optional<String> lock) {
        public Python {
            requirements = List.copyOf(requirements);
        }
    }

    /**
     * A file, or a folder with all that is in it.
     *
     * @param source below the folder of the specification
     * @param mode of files; without one, 0755 or 0644 as the file is executable or not
     */
    public record FileEntry(String source, String path, Optional<Integer> mode, int uid, int gid) {}

    /** What a container is started with when nobody says otherwise. */
    public record RunConfig(
            Map<String, String> env,
            Optional<String> workingDir,
            List<String> entrypoint,
            List<String> cmd,
            List<Integer> ports,
            Map<String, String> labels) {
        public RunConfig {
            env = Collections.unmodifiableMap(new TreeMap<>(env));
            entrypoint = List.copyOf(entrypoint);
            cmd = List.copyOf(cmd);
            ports = List.copyOf(ports);
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }
}
