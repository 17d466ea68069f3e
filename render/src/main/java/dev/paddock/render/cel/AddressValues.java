// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses as Kubernetes' CEL knows them. */
final class AddressValues {

    private AddressValues() {}

    /** An absolute address, or an absolute path. */
    record Url(URI uri) implements Shown {

        static Optional<Url> parse(String text) {
            try {
                URI uri = new URI(text);
                boolean usable = uri.isAbsolute() ? !uri.isOpaque() : text.startsWith("/");
                return usable ? Optional.of(new Url(uri)) : Optional.empty();
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        }

        String scheme() {
            return orEmpty(uri.getScheme());
        }

        /** With the port. */
        String host() {
            return uri.getPort() < 0 ? orEmpty(uri.getHost()) : uri.getHost() + ":" + uri.getPort();
        }

        String hostname() {
            String host = orEmpty(uri.getHost());
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        String port() {
            return uri.getPort() < 0 ? "" : String.valueOf(uri.getPort());
        }

        String path() {
            return orEmpty(uri.getRawPath());
        }

        Map<String, List<String>> query() {
            Map<String, List<String>> query = new LinkedHashMap<>();
            for (String pair : orEmpty(uri.getQuery()).split("&")) {
                if (!pair.isEmpty()) {
                    int is = pair.indexOf('=');
                    query.computeIfAbsent(is < 0 ? pair : pair.substring(0, is), any -> new ArrayList<>())
                            .add(is < 0 ? "" : pair.substring(is + 1));
                }
            }
            return query;
        }

        @Override
        public String text() {
            return uri.toString();
        }

        private static String orEmpty(@org.jspecify.annotations.Nullable String part) {
            return part == null ? "" : part;
        }
    }

    /** An address of either family, without a zone. */
    record Ip(InetAddress address) implements Shown {

        static Optional<Ip> parse(String text) {
            return InetAddresses.isInetAddress(text) && text.indexOf('%') < 0
                    ? Optional.of(new Ip(InetAddresses.forString(text)))
                    : Optional.empty();
        }

        long family() {
            return address instanceof Inet4Address ? 4 : 6;
        }

        boolean isGlobalUnicast() {
            return !address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && !address.isMulticastAddress()
                    && !address.isLinkLocalAddress()
                    && !text().equals("255.255.255.255");
        }

        boolean isLinkLocalMulticast() {
            return address.isMCLinkLocal();
        }

        @Override
        public String text() {
            return InetAddresses.toAddrString(address);
        }
    }
}
