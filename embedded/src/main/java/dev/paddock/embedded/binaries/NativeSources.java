// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.process.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Go modules under {@code native/}, as they travel inside this jar. */
final class NativeSources {
    /** The modules of a fleet; tools have keys of their own. */
    static final List<String> MODULES = List.of("kube", "kwok", "coredns", "pause");

    private static final List<String> FILES = List.of("go.mod", "go.sum", "main.go");

    /** What a module has besides {@link #FILES}. A jar cannot be listed, so they are named; a test compares them with the folders. */
    private static final Map<String, List<String>> MORE_FILES = Map.of(
            "cue",
            List.of(
                    "evaluate.go",
                    "limits_linux.go",
                    "limits_other.go",
                    "modernize.go",
                    "problems.go",
                    "schema.go",
                    "status.go",
                    "tree.go"),
            "helm",
            List.of("faults.go", "fetch.go", "limits_linux.go", "limits_other.go", "oci.go", "render.go"));

    private static final Pattern KUBERNETES = Pattern.compile("(?m)^\\s*k8s\\.io/kubernetes (v\\S+)");
    private static final Pattern GO = Pattern.compile("(?m)^go (\\S+)");

    /** The Kubernetes release that the binaries are. */
    String kubernetesVersion() {
        return find(KUBERNETES, text("kube", "go.mod"), "the Kubernetes version");
    }

    /** The oldest Go that compiles them. */
    String goVersion() {
        return find(GO, text("kube", "go.mod"), "the Go version");
    }

    /** Changes when anything that goes into the binaries changes. */
    String key() {
        List<String> parts = new ArrayList<>();
        for (String module : MODULES) {
            parts.addAll(texts(module));
        }
        parts.addAll(linkerFlags("kube"));
        return "%s-%s".formatted(kubernetesVersion(), Fingerprint.of(parts.toArray(String[]::new)));
    }

    /** The same for a module that is no part of a fleet. */
    String keyOf(String tool) {
        return "%s-%s".formatted(tool, Fingerprint.of(texts(tool).toArray(String[]::new)));
    }

    static List<String> files(String module) {
        List<String> files = new ArrayList<>(FILES);
        files.addAll(MORE_FILES.getOrDefault(module, List.of()));
        return files;
    }

    private static List<String> texts(String module) {
        return files(module).stream().map(file -> text(module, file)).toList();
    }

    /** Without these a binary reports {@code v0.0.0-master}, and clients judge its age by that. */
    List<String> linkerFlags(String module) {
        String version = kubernetesVersion();
        return module.equals("kube")
                ? List.of(
                        "-s -w",
                        "-X k8s.io/component-base/version.gitVersion=" + version,
                        "-X k8s.io/client-go/pkg/version.gitVersion=" + version)
                : List.of("-s -w");
    }

    void unpack(Home files, String module, Path target) {
        files(module).forEach(file -> files.write(target.resolve(file), text(module, file)));
    }

    private static String text(String module, String file) {
        String name = "/dev/paddock/embedded/native/" + module + "/" + file;
        try (InputStream stream = NativeSources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EmbeddedException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static String find(Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("go.mod does not name " + what);
        }
        return matcher.group(1);
    }
}
