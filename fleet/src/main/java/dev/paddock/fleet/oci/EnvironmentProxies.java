// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proxies as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name them, read as Go programs and therefore Flux read them: this
 * machine itself is never asked for through a proxy, a name in {@code NO_PROXY} stands for its subdomains too, one that begins with a dot for
 * these alone, and {@code *} for everything. Proxies that want a login or are themselves entered by TLS are not supported.
 */
public final class EnvironmentProxies extends ProxySelector {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentProxies.class);
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Optional<Proxy> https;
    private final Optional<Proxy> http;
    private final List<Exception> direct;

    /** Where no proxy is used. */
    private interface Exception {
        boolean covers(String host, int port);
    }

    private EnvironmentProxies(Optional<Proxy> https, Optional<Proxy> http, List<Exception> direct) {
        this.https = https;
        this.http = http;
        this.direct = List.copyOf(direct);
    }

    /**
     * @param environment lower-case names are read where those in capitals are not set
     * @throws IllegalArgumentException naming the variable, if it cannot be used
     */
    public static EnvironmentProxies from(Map<String, String> environment) {
        String except = variable(environment, "NO_PROXY");
        return new EnvironmentProxies(
                proxy(environment, "HTTPS_PROXY"),
                proxy(environment, "HTTP_PROXY"),
                Arrays.stream(except.split(","))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .map(EnvironmentProxies::exception)
                        .toList());
    }

    @Override
    public List<Proxy> select(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        Optional<Proxy> proxy = tls ? https : http;
        String host = uri.getHost();
        if (proxy.isEmpty() || host == null) {
            return DIRECT;
        }
        String name = bare(host);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        boolean exempt = isThisMachine(name) || direct.stream().anyMatch(each -> each.covers(name, port));
        return exempt ? DIRECT : List.of(proxy.get());
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        LOG.warn("proxy does not answer proxy={} for={}: {}", address, uri.getHost(), failure.getMessage());
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip()
                : value.strip();
    }

    private static Optional<Proxy> proxy(Map<String, String> environment, String name) {
        String value = variable(environment, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw refused(name, "is not an address");
        }
        if (uri.getUserInfo() != null) {
            throw refused(
                    name, "holds a login, which is not supported; use a proxy that knows this machine by its address");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw refused(name, "must be http://HOST:PORT");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : HTTP_PORT;
        return Optional.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(bare(uri.getHost()), port)));
    }

    /** The value is not repeated: it may hold a password. */
    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("environment variable " + name + " " + why);
    }

    private static Exception exception(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        Optional<AddressBlock> block = AddressBlock.parse(entry);
        if (block.isPresent()) {
            return (host, port) -> block.get().contains(host);
        }
        int colon = entry.lastIndexOf(':');
        boolean withPort = colon > 0 && entry.substring(colon + 1).matches("\\d{1,5}");
        String name = withPort ? entry.substring(0, colon) : entry;
        int only = withPort ? Integer.parseInt(entry.substring(colon + 1)) : -1;
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return (host, port) -> (only < 0 || only == port)
                && (domain.startsWith(".")
                        ? host.endsWith(domain)
                        : host.equals(domain) || host.endsWith("." + domain));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || AddressBlock.LOOPBACK.contains(host) || host.equals("::1");
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
