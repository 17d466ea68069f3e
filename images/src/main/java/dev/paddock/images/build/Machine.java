// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What this machine has to build with: rights, tools, and its own configuration for reaching Debian and PyPI. */
record Machine(Map<String, String> environment, Path userHome) {
    /** Program to Debian package. */
    private static final Map<String, String> TOOLS = new TreeMap<>(Map.of(
            "mmdebstrap", "mmdebstrap",
            "umoci", "umoci",
            "apt-get", "apt",
            "dpkg-deb", "dpkg",
            "tar", "tar",
            "setpriv", "util-linux",
            "unshare", "util-linux"));

    private static final List<String> PROXIES =
            List.of("http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy");

    /** What of pip's settings is about reaching an index, and not about where to put things. */
    private static final List<String> PIP = List.of(
            "PIP_INDEX_URL",
            "PIP_EXTRA_INDEX_URL",
            "PIP_TRUSTED_HOST",
            "PIP_PROXY",
            "PIP_DEFAULT_TIMEOUT",
            "PIP_TIMEOUT",
            "PIP_RETRIES");

    private static final List<String> BUNDLES =
            List.of("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE");
    private static final Path SYSTEM_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    /** Systems keep these where a plain user's path does not lead. */
    private static final List<String> SYSTEM_PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    Machine {
        environment = Map.copyOf(environment);
    }

    /** Refuses at once what would fail in the middle. */
    void requireAble(boolean root) {
        List<String> missing = TOOLS.entrySet().stream()
                .filter(tool -> !onPath(tool.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new ImageException(
                    ImageException.Kind.MACHINE,
                    "building images needs what is missing here: " + String.join(", ", missing),
                    "apt-get install " + String.join(" ", missing));
        }
        if (!root) {
            throw new ImageException(
                    ImageException.Kind.MACHINE,
                    "building images needs root: packages are installed in a root file system with owners of its own",
                    "run it with sudo, or on another machine and push from there");
        }
    }

    private boolean onPath(String program) {
        return path().stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private List<String> path() {
        List<String> path = new ArrayList<>(
                Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
                        .filter(folder -> !folder.isEmpty())
                        .toList());
        SYSTEM_PATH.stream().filter(folder -> !path.contains(folder)).forEach(path::add);
        return path;
    }

    /** For every tool: nothing of the caller's environment but how to reach the network, and a fixed idea of time and language. */
    Map<String, String> base(long epoch) {
        Map<String, String> base = new TreeMap<>();
        base.put("PATH", String.join(":", path()));
        base.put("HOME", userHome.toString());
        base.put("LC_ALL", "C.UTF-8");
        base.put("TZ", "UTC");
        base.put("SOURCE_DATE_EPOCH", Long.toString(epoch));
        base.put("DEBIAN_FRONTEND", "noninteractive");
        for (String proxy : PROXIES) {
            copy(proxy, base);
            copy(proxy.toUpperCase(Locale.ROOT), base);
        }
        return base;
    }

    Map<String, String> pip() {
        Map<String, String> pip = new TreeMap<>();
        PIP.forEach(name -> copy(name, pip));
        return pip;
    }

    /** pip's configuration files and the credentials it reads, with where they belong under a home directory. */
    Map<Path, String> pipFiles() {
        Map<Path, String> files = new TreeMap<>();
        files.put(Path.of("/etc/pip.conf"), "etc/pip.conf");
        files.put(userHome.resolve(".pip/pip.conf"), "run/paddock/.pip/pip.conf");
        files.put(userHome.resolve(".config/pip/pip.conf"), "run/paddock/.config/pip/pip.conf");
        files.put(userHome.resolve(".netrc"), "run/paddock/.netrc");
        String named = environment.getOrDefault("PIP_CONFIG_FILE", "");
        if (!named.isEmpty()) {
            // pip reads it last, and so it wins over those above.
            files.put(Path.of(named), "run/paddock/.config/pip/pip.conf");
        }
        files.keySet().removeIf(file -> !Files.isRegularFile(file));
        return files;
    }

    /** The certificates this machine trusts; a mirror inside a company is often signed by its own authority. */
    Optional<Path> certificates() {
        return BUNDLES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .or(() -> Optional.of(SYSTEM_BUNDLE).filter(Files::isRegularFile));
    }

    private void copy(String name, Map<String, String> into) {
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            into.put(name, value);
        }
    }
}
