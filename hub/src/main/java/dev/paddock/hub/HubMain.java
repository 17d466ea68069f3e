// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.admission.Policies;
import dev.paddock.core.quota.Ledger;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.program.AgentProcesses;
import dev.paddock.embedded.program.JavaRuntime;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.oci.EnvironmentProxies;
import dev.paddock.hub.admission.AdmissionEndpoint;
import dev.paddock.hub.admission.PatientIndex;
import dev.paddock.hub.admission.WebhookRegistration;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.ChartReferences;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.definition.HubDefinitions;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.install.EmbeddedAgentInstaller;
import dev.paddock.hub.lead.Candidacy;
import dev.paddock.hub.lead.HubIdentity;
import dev.paddock.hub.lead.Leadership;
import dev.paddock.hub.plan.PlanAccess;
import dev.paddock.hub.plan.PlanEndpoint;
import dev.paddock.hub.plan.PlanRegistration;
import dev.paddock.hub.quota.DeploymentQuota;
import dev.paddock.hub.quota.TenancyLookup;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPreview;
import dev.paddock.hub.web.HubServer;
import dev.paddock.hub.web.TlsFiles;
import dev.paddock.providers.Providers;
import dev.paddock.providers.byoc.ByocProvider;
import dev.paddock.providers.embedded.EmbeddedProvider;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
import dev.paddock.render.helm.HelmCharts;
import dev.paddock.render.helm.HelmSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The hub process, and the one place where everything is put together. Of several processes one leads; the others wait
 * for it to end. A leader that loses its Lease ends at once, because another may lead already.
 */
@Command(name = "paddock-hub", description = "Reconciles the hub's objects and answers its admission webhook.")
public final class HubMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(HubMain.class);
    private static final String USER = "paddock-hub";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LOST_LEADERSHIP = 75;

    /** A reconciler that finds all workers busy does not wait long: it comes back, and others have had their turn. */
    private static final WorkerLimits RENDERING = WorkerLimits.standard().waitingAtMost(Duration.ofSeconds(5));

    /** An admission answers within ten seconds, of which a template that loops takes its time twice. */
    private static final WorkerLimits CHECKING =
            new WorkerLimits(2, Duration.ofSeconds(3), 512, 16, 16, 1000, Duration.ofSeconds(2));

    @Mixin
    private HubOptions options = new HubOptions();

    private final AtomicBoolean ready = new AtomicBoolean();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HubMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Failpoint failpoint = options.failpoint();
        // The registry library asks the process which proxy to take, and nobody else.
        ProxySelector.setDefault(EnvironmentProxies.from(System.getenv()));
        Config config = Config.fromKubeconfig(options.kubeconfig.toFile());
        TlsFiles tls = new TlsFiles(options.tlsDirectory);
        Ending ending = new Ending();
        try (ExecutorService background = Executors.newCachedThreadPool();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                HubCache cache = new HubCache(client);
                CueWorkers renderers = new CueWorkers(() -> binaries().command(Component.CUE), RENDERING);
                CueWorkers checkers = new CueWorkers(() -> binaries().command(Component.CUE), CHECKING);
                HelmCharts charts = charts(client)) {
            Engines engines = new Engines(renderers, checkers, charts);
            Ledger ledger = new Ledger();
            Hub hub = new Hub(parts(client, cache, engines, background, failpoint), cache, ledger);
            HubMetrics metrics = new HubMetrics(ready::get, ledger, hub.counts());
            PlanEndpoint planning = planning(client, cache, ledger, engines, hub.definitions());
            try (HubServer server = serve(tls, cache, engines.checkers(), metrics, ledger, planning)) {
                Candidacy candidacy = new Leadership(client, Namespaces.SYSTEM, HubIdentity.ofThisProcess())
                        .start(background, () -> lead(hub, server, tls, client, ending), HubMain::stopAtOnce);
                Runtime.getRuntime().addShutdownHook(new Thread(ending::ask));
                LOG.info("hub waits to lead port={}", server.port());
                ending.awaitAsked();
                ready.set(false);
                try (candidacy) {
                    hub.close(); // before another may lead
                }
                LOG.info("hub stopped");
            } finally {
                ending.done();
            }
        }
        return 0;
    }

    /** Any failure to start as leader ends the process: its supervisor, or the next hub, tries again from the objects. */
    private void lead(Hub hub, HubServer server, TlsFiles tls, KubernetesClient client, Ending ending) {
        try {
            hub.start();
            new WebhookRegistration(client).register(server.url(), tls.authority());
            new PlanRegistration(client).register(server.url(), tls.authority());
            ready.set(true);
            LOG.info("hub leads port={}", server.port());
        } catch (RuntimeException e) {
            if (ending.isAsked()) {
                LOG.info("hub was stopped before it could lead");
                return;
            }
            LOG.error("hub cannot lead", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void stopAtOnce() {
        LOG.error("hub lost the lease and stops");
        Runtime.getRuntime().halt(LOST_LEADERSHIP);
    }

    private static PlanEndpoint planning(
            KubernetesClient client, HubCache cache, Ledger ledger, Engines engines, HubDefinitions definitions) {
        return new PlanEndpoint(
                new DeliveryPreview(
                        client,
                        Hub.engine(engines.renderers()),
                        engines.charts(),
                        definitions,
                        Clock.systemUTC(),
                        Hub.VERSION,
                        Long.toHexString(new SecureRandom().nextLong())),
                new DeploymentQuota(cache, new TenancyLookup(cache), ledger),
                new PlanAccess(client),
                Clock.systemUTC());
    }

    private HubServer serve(
            TlsFiles tls,
            HubCache cache,
            CueWorkers checkers,
            HubMetrics metrics,
            Ledger ledger,
            PlanEndpoint planning) {
        Policies policies = new Policies(new DefinitionCompiler(checkers), new BuiltInDefinitions().read());
        PatientIndex index = new PatientIndex(cache, PATIENCE);
        cache.onChange(Tenant.class, (before, now) -> index.changed());
        cache.onChange(Project.class, (before, now) -> index.changed());
        cache.onChange(ComputeProfile.class, (before, now) -> index.changed());
        return new HubServer(new InetSocketAddress(options.address, options.port), tls)
                .post(AdmissionEndpoint.PATH, new AdmissionEndpoint(policies, index, ledger, USER))
                .post(PlanEndpoint.PATH, planning)
                .probe("/livez", () -> new HubServer.Health(true, "ok"))
                .probe("/readyz", () -> new HubServer.Health(ready.get(), ready.get() ? "ok" : "waiting to lead"))
                .probe("/metrics", () -> new HubServer.Health(true, metrics.text()))
                .start();
    }

    /** What evaluates templates and renders charts, each in processes of its own. */
    private record Engines(CueWorkers renderers, CueWorkers checkers, HelmCharts charts) {}

    private HelmCharts charts(KubernetesClient client) {
        Path store = new Home(options.home).hub().resolve("charts");
        return new HelmCharts(
                () -> binaries().command(Component.HELM),
                HelmSettings.standard(store, Optional.empty(), System.getenv()),
                new ChartReferences(client));
    }

    private static NativeBinaries binaries() {
        Path userHome = Path.of(System.getProperty("user.home"));
        return NativeBinaries.from(System.getenv(), userHome, Clock.systemUTC(), Progress.silent());
    }

    private Hub.Parts parts(
            KubernetesClient client, HubCache cache, Engines engines, ExecutorService background, Failpoint failpoint) {
        Clock clock = Clock.systemUTC();
        Home home = new Home(options.home);
        LocalMachine machine = LocalMachine.at(home, binaries(), clock);
        EmbeddedProvider embedded = new EmbeddedProvider(machine.clusters(Progress.silent()), home, background);
        ByocProvider byoc = new ByocProvider(name -> cache.find(ManagedCluster.class, "", name));
        EmbeddedAgentInstaller agents = new EmbeddedAgentInstaller(
                new AgentProcesses(machine, JavaRuntime.ofThisProcess()),
                home,
                new BootstrapToken(client, clock, new SecureRandom()),
                background);
        return new Hub.Parts(
                client,
                new Providers(List.of(embedded, byoc)),
                agents,
                engines.renderers(),
                engines.checkers(),
                engines.charts(),
                clock,
                new RenderingFiles(home),
                failpoint);
    }
}
