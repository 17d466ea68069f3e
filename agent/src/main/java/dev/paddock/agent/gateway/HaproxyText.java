// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a plan as HAProxy's configuration; pure. Whatever comes from an object stands in quotes and consists of signs that a
 * quoted word may hold, or the object is not in the plan.
 */
final class HaproxyText {

    /** Numbers and not names: every system has this user, who may do nothing, but not every one under the same name. */
    private static final String HEAD = """
            # Written by Paddock's agent from Gateways, HTTPRoutes and Ingresses; do not edit.
            global
                uid 65534
                gid 65534
                maxconn 1024
                hard-stop-after 5m

            defaults
                mode http
                retries 3
                option redispatch
                option forwardfor
                timeout connect 5s
                timeout http-request 30s
                timeout client 1h
                timeout server 1h

            frontend gateway
                bind %s:%d
                http-request set-var(txn.host) req.hdr(host),host_only,lower
                http-request set-header X-Forwarded-Proto http
                http-request set-header X-Forwarded-Host %%[req.hdr(host)]
            """;

    private static final String NOWHERE = """
            backend nowhere
                http-request return status 404 content-type 'text/html; charset=utf-8' string '%s'
            """;

    private final GatewaySettings settings;

    HaproxyText(GatewaySettings settings) {
        this.settings = settings;
    }

    String of(Plan plan) {
        StringBuilder text = new StringBuilder(HEAD.formatted(settings.address(), settings.port()));
        String asker = "";
        for (Entrance entrance : plan.entrances()) {
            if (!asker.equals(entrance.asker())) {
                asker = entrance.asker();
                text.append("    # ").append(asker).append('\n');
            }
            text.append("    use_backend %s if %s\n".formatted(entrance.target().section(), condition(entrance)));
        }
        text.append("    default_backend nowhere\n\n");
        plan.backends().forEach(backend -> text.append(section(backend)).append('\n'));
        return text.append(NOWHERE.formatted(page(
                        "Nothing is served under this address",
                        "No HTTPRoute or Ingress of this cluster is for this host name and path.")))
                .toString();
    }

    private static String condition(Entrance entrance) {
        String host = host(entrance.host());
        PathPattern path = entrance.path();
        if (path.all()) {
            return host.isEmpty() ? "TRUE" : host;
        }
        String itself = joined(host, "{ path -m str '%s' }".formatted(path.value()));
        return path.exact() ? itself : itself + " or " + joined(host, "{ path -m beg '%s/' }".formatted(path.value()));
    }

    private static String host(HostPattern pattern) {
        if (pattern.any()) {
            return "";
        }
        return pattern.wildcard()
                ? "{ var(txn.host) -m end '%s' }".formatted(pattern.suffix())
                : "{ var(txn.host) -m str '%s' }".formatted(pattern.text());
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + " " + second;
    }

    private static String section(Backend backend) {
        List<String> lines = new ArrayList<>();
        Target target = backend.target();
        lines.add("backend " + target.section());
        if (backend.servers().isEmpty()) {
            String what = target.port() == 0
                    ? "Service %s/%s does not exist or has no such port."
                            .formatted(target.namespace(), target.service())
                    : "Service %s/%s has no ready pod behind port %d."
                            .formatted(target.namespace(), target.service(), target.port());
            lines.add(
                    "    http-request return status 503 content-type 'text/html; charset=utf-8' hdr Retry-After 2 string '%s'"
                            .formatted(page("Nothing is ready to answer yet", what)));
        }
        for (int index = 0; index < backend.servers().size(); index++) {
            lines.add("    server pod%d %s".formatted(index, backend.servers().get(index)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String page(String title, String sentence) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%1$s</title><h1>%1$s</h1><p>%2$s</p></html>"
                .formatted(title, sentence);
    }
}
