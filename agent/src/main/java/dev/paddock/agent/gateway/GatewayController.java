// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.Causes;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.api.gateway.GatewayStatus;
import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.gateway.HTTPRouteStatus;
import dev.paddock.api.ocm.ConditionsStatus;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the HAProxy beside a cluster as the cluster's objects want it, and tells the objects what became of them: only after
 * HAProxy has taken it over, so that an address that is reported answers.
 */
public final class GatewayController implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GatewayController.class);

    /** Several changes at once, as when a Deployment rolls, are one new configuration. */
    private static final Duration GATHER = Duration.ofMillis(150);

    /** HAProxy may have been started anew with nothing in it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final String ALL = "all";

    private final KubernetesClient client;
    private final GatewaySettings settings;
    private final Clock clock;
    private final DefaultObjects defaults;
    private final Planner planner;
    private final HaproxyText text;
    private final Haproxy haproxy;
    private final KeyedQueue<String> queue;
    private final Map<NamespacedName, String> complaints = new HashMap<>();
    private volatile @Nullable Watches watches;

    public GatewayController(
            KubernetesClient client,
            GatewaySettings settings,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.defaults = new DefaultObjects(client, settings);
        this.planner = new Planner(settings);
        this.text = new HaproxyText(settings);
        this.haproxy = new Haproxy(settings.configuration(), settings.control());
        this.queue = new KeyedQueue<>("gateway", this::handle, 1, backOff, timer);
        queue.add(ALL);
    }

    @Override
    public void close() {
        queue.close();
        Watches running = watches;
        if (running != null) {
            running.close();
        }
    }

    private Outcome handle(String all) throws IOException, InterruptedException {
        Watches running = watches;
        if (running == null) {
            defaults.ensureKinds();
            running = new Watches(client, () -> queue.addAfter(ALL, GATHER));
            watches = running;
        }
        if (!running.synced()) {
            return Outcome.again(GATHER);
        }
        defaults.ensure(running);
        Plan plan = planner.plan(running.situation());
        IOException failure = null;
        try {
            haproxy.load(text.of(plan));
        } catch (IOException refused) {
            failure = refused;
        }
        report(running, plan, Optional.ofNullable(failure).map(Causes::text));
        if (failure != null) {
            throw failure;
        }
        return Outcome.again(LOOK_AGAIN);
    }

    private void report(Watches running, Plan plan, Optional<String> failure) {
        StatusReport report = new StatusReport(settings, clock.instant(), failure);
        StatusWriter<ConditionsStatus, GatewayClass> classes = new StatusWriter<>(client, running.classes());
        running.classes()
                .get(new NamespacedName("", GatewayNames.NAME))
                .ifPresent(ours -> classes.write(ours, report.ofClass(ours)));
        StatusWriter<GatewayStatus, Gateway> gateways = new StatusWriter<>(client, running.gateways());
        plan.gateways().forEach(verdict -> gateways.write(verdict.gateway(), report.of(verdict)));
        if (failure.isPresent()) {
            // What was said of routes holds as long as the old configuration does.
            return;
        }
        StatusWriter<HTTPRouteStatus, HTTPRoute> routes = new StatusWriter<>(client, running.routes());
        plan.routes().forEach(verdict -> report.of(verdict).ifPresent(status -> routes.write(verdict.route(), status)));
        plan.ingresses().forEach(verdict -> write(running, verdict, report.of(verdict)));
    }

    private void write(Watches running, IngressVerdict verdict, IngressStatus status) {
        Ingress ingress = verdict.ingress();
        complain(verdict);
        boolean untouched = ingress.getStatus() == null
                || ingress.getStatus().getLoadBalancer() == null
                || ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
        if (status.equals(ingress.getStatus())
                || untouched && status.getLoadBalancer().getIngress().isEmpty()) {
            return;
        }
        Ingress changed = new IngressBuilder(ingress).withStatus(status).build();
        running.ingresses().wrote(client.resource(changed).updateStatus());
    }

    /** Once for each reason: an Ingress has no place for it. */
    private void complain(IngressVerdict verdict) {
        NamespacedName name = NamespacedName.of(verdict.ingress());
        String reason = verdict.obstacle().orElse("");
        if (reason.isEmpty()) {
            complaints.remove(name);
        } else if (!reason.equals(complaints.put(name, reason))) {
            log.atWarn()
                    .addKeyValue("kind", "Ingress")
                    .addKeyValue("namespace", name.namespace())
                    .addKeyValue("name", name.name())
                    .log("not served: {}", reason);
        }
    }
}
