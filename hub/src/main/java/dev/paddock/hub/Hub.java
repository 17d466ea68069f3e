// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.core.definition.EngineOfLanguage;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.quota.Ledger;
import dev.paddock.fleet.StandIns;
import dev.paddock.fleet.signing.SigningKeys;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.definition.HubDefinitions;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.quota.DeploymentQuota;
import dev.paddock.hub.quota.LedgerFeed;
import dev.paddock.hub.quota.TenancyLookup;
import dev.paddock.hub.reconcile.artifact.ArtifactCollector;
import dev.paddock.hub.reconcile.compute.ComputeReconciler;
import dev.paddock.hub.reconcile.computepool.ComputePoolReconciler;
import dev.paddock.hub.reconcile.computeprofile.ComputeProfileReconciler;
import dev.paddock.hub.reconcile.definition.DefinitionReconcilers;
import dev.paddock.hub.reconcile.environment.EnvironmentReconciler;
import dev.paddock.hub.reconcile.mlplatform.MLPlatformReconciler;
import dev.paddock.hub.reconcile.project.ProjectReconciler;
import dev.paddock.hub.reconcile.tenant.TenantReconciler;
import dev.paddock.hub.reconcile.variableset.VariableSetReconciler;
import dev.paddock.hub.reconcile.workloaddeployment.Installation;
import dev.paddock.hub.reconcile.workloaddeployment.WorkloadDeploymentReconciler;
import dev.paddock.hub.reconcile.workloadprofile.WorkloadProfileReconciler;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.providers.AgentInstaller;
import dev.paddock.providers.Providers;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.definitions.BuiltInDefinitions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * A hub that leads: its cache, its ledger and every reconciler. Started once and ended once; another try is another object.
 */
public final class Hub implements AutoCloseable {
    private static final int RECONCILER_THREADS = 16;
    static final String VERSION = "0.1.0";

    /** The cache watches: what takes longer than this to be seen is no delay but a fault. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubCache cache;
    private final Ledger ledger;
    private final LedgerFeed feed;
    private final TenancyLookup tenancies;
    private final Operator operator;
    private final SystemDefaults defaults;
    private final StandIns standIns;
    private final SigningKeys signingKeys;
    private final HubDefinitions definitions;
    private final HubCounts counts = new HubCounts();

    /**
     * What a hub needs from outside; a test brings its own providers, agents and clock.
     *
     * @param renderers evaluate what is delivered
     * @param checkers look at definitions when they are written, which holds up no rendering
     */
    public record Parts(
            KubernetesClient client,
            Providers providers,
            AgentInstaller agents,
            CueWorkers renderers,
            CueWorkers checkers,
            ReleaseRenderer charts,
            Clock clock,
            KeptRenderings renderings,
            Failpoint failpoint) {}

    /**
     * @param cache not started yet; readers of admission share it
     * @param ledger not open yet
     */
    public Hub(Parts parts, HubCache cache, Ledger ledger) {
        this.cache = cache;
        this.definitions =
                new HubDefinitions(cache, new BuiltInDefinitions().read().withoutHealth());
        this.ledger = ledger;
        this.tenancies = new TenancyLookup(cache);
        this.feed = new LedgerFeed(cache, tenancies, ledger);
        this.defaults = new SystemDefaults(parts.client(), cache, PATIENCE);
        this.operator = new Operator(configuration -> configuration
                .withKubernetesClient(parts.client())
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(RECONCILER_THREADS)
                .withMetrics(counts));
        this.signingKeys = new SigningKeys(parts.client(), Namespaces.SYSTEM, new SecureRandom());
        registerPlatforms(parts);
        registerDelivery(parts);
        this.standIns = new StandIns(parts.client(), parts.clock(), new SecureRandom());
        standIns.reconcilers().forEach(operator::register);
    }

    /** Lists what there is, counts what is held, then starts to reconcile. */
    public void start() {
        cache.start();
        feed.open();
        standIns.install();
        defaults.ensure();
        signingKeys.ensure();
        operator.start();
    }

    HubDefinitions definitions() {
        return definitions;
    }

    /** Evaluates CUE in processes and CEL here. */
    static TemplateEngine engine(CueWorkers renderers) {
        return new EngineOfLanguage(renderers, new CelEngine(CelLimits.standard(), System::nanoTime));
    }

    HubCounts counts() {
        return counts;
    }

    private void registerPlatforms(Parts parts) {
        KubernetesClient client = parts.client();
        operator.register(new TenantReconciler(client, cache, ledger, parts.clock()));
        operator.register(new ProjectReconciler(client, cache, tenancies, ledger, parts.clock()));
        operator.register(new ComputeProfileReconciler(client, cache, tenancies, ledger, parts.clock()));
        operator.register(new ComputeReconciler(cache, parts.providers(), parts.clock()));
        operator.register(new ComputePoolReconciler(
                client,
                cache,
                tenancies,
                ledger,
                feed,
                parts.providers(),
                parts.agents(),
                parts.clock(),
                parts.failpoint()));
        operator.register(new MLPlatformReconciler(client, cache, tenancies, ledger, parts.clock(), parts.failpoint()));
    }

    private void registerDelivery(Parts parts) {
        RegistryLogins logins = new RegistryLogins(parts.client());
        new DefinitionReconcilers(
                        parts.client(), cache, new DefinitionCompiler(parts.checkers()), definitions, parts.clock())
                .all()
                .forEach(operator::register);
        operator.register(new ArtifactCollector(
                parts.client(), parts.clock(), new RegistrySweeping(logins), () -> settings(parts.client())));
        operator.register(new EnvironmentReconciler(parts.client(), parts.clock()));
        operator.register(new WorkloadProfileReconciler(parts.client(), cache, parts.clock()));
        operator.register(new VariableSetReconciler(cache, parts.clock()));
        operator.register(new WorkloadDeploymentReconciler(
                parts.client(),
                parts.clock(),
                new DeploymentQuota(cache, tenancies, ledger),
                new RegistryPublishing(logins, signingKeys, counts::published),
                engine(parts.renderers()),
                parts.charts(),
                definitions,
                deployment -> counts.rendered(),
                parts.renderings(),
                VERSION,
                parts.failpoint()));
    }

    private static Map<String, String> settings(KubernetesClient client) {
        ConfigMap settings = client.configMaps()
                .inNamespace(Namespaces.SYSTEM)
                .withName(Installation.CONFIG_MAP)
                .get();
        return settings == null || settings.getData() == null ? Map.of() : settings.getData();
    }

    @Override
    public void close() {
        operator.stop();
        cache.close();
        standIns.close();
    }
}
