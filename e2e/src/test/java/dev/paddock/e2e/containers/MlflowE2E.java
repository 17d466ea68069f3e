// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Fleet;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/examples/mlflow} on two spokes of one machine whose pods really run: for two teams, each of which has one of
 * them. What holds of nodes without a platform is proven beside the module that makes them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MlflowE2E {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("paddock.root", "")).resolve("deploy/examples/mlflow");
    private static final Map<String, String> TEAMS = Map.of("spoke-1", "project-a", "spoke-2", "project-b");
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Pattern ACCURACY = Pattern.compile("finished: accuracy (\\d\\.\\d+)");

    /** Not below the state directory: that is to hold nothing but what Paddock has put there. */
    @TempDir
    static Path scratch = Path.of("");

    private @Nullable Fleet started;
    private @Nullable Traces before;
    private Set<String> nodes = Set.of();
    private String jobLog = "";

    @BeforeAll
    void twoSpokesWithAPlatformAndAFinishedTraining() {
        Optional<HostFacts.Obstacle> obstacle = HostFacts.gather().obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "no container nodes here: " + obstacle.orElseThrow());
        for (String tool : List.of("mmdebstrap", "umoci")) {
            assumeTrue(
                    Stream.of("/usr/bin", "/usr/local/bin")
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
                    () -> "no images are built here: apt-get install " + tool);
        }
        before = Traces.of(Path.of("/nonexistent"), Set.of());
        started = Fleet.up("mlflow", "--spokes", "2", "--nodes", "containers", "--gpus", "NVIDIA-A100=1");
        nodes = Traces.nodes(fleet(), TEAMS.keySet());
        assertThat(nodes).hasSize(2);
        run("image", "build", EXAMPLES.resolve("image").toString(), "--push");
        TEAMS.forEach((spoke, team) -> run("apply", "-f", example(spoke, team).toString()));
        TEAMS.values().forEach(team -> run("wait", "mlplatform/mlflow", "-n", team, "--timeout", "5m"));
        TEAMS.forEach((spoke, team) ->
                run("apply", "-f", example(spoke, team).resolve("train").toString()));
        jobLog = run("logs", "-f", "workloaddeployment/digits-1", "-n", "project-a")
                .out();
        TEAMS.values().forEach(team -> run("wait", "workloaddeployment/digits-1", "-n", team, "--timeout", "5m"));
    }

    /** The files of the example for one team, whose environment is one spoke. */
    private Path example(String spoke, String team) {
        Path copy = scratch.resolve("example-" + team);
        if (Files.exists(copy)) {
            return copy;
        }
        fleet().hub().resources(ManagedCluster.class).withName(spoke).edit(cluster -> {
            cluster.getMetadata().getLabels().put("test/spoke", spoke);
            return cluster;
        });
        for (String folder : List.of("", "train")) {
            try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
                Files.createDirectories(copy.resolve(folder));
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file)
                            .replace("project-a", team)
                            .replaceAll("( *)paddock.dev/nodes: containers", "$0\n$1test/spoke: " + spoke);
                    Files.writeString(copy.resolve(folder).resolve(file.getFileName()), text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return copy;
    }

    @AfterAll
    void downDeletesEveryTrace() {
        if (started == null) {
            return;
        }
        try (Fleet fleet = started) {
            Traces running = Traces.of(fleet.home(), nodes);
            assertThat(running.processes()).isNotEmpty();
            assertThat(running.networks()).isNotEmpty();
            assertThat(running.interfaces()).isNotEmpty();
            assertThat(running.rules()).isNotEmpty();
            assertThat(running.cgroups()).isNotEmpty();
            run("down", "--delete");
            // The kernel takes a moment to take an empty network apart.
            await("nothing is left")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(Traces.of(fleet.home(), nodes).differences(Objects.requireNonNull(before)))
                                    .isEmpty());
        }
    }

    @Test
    void theRunOfTheJobIsInMlflowWithTheAccuracyThatTheJobHasLogged() {
        Matcher logged = ACCURACY.matcher(jobLog);
        assertThat(logged.find()).as(jobLog).isTrue();
        double accuracy = Double.parseDouble(logged.group(1));
        assertThat(accuracy).isGreaterThan(0.9);
        for (String spoke : TEAMS.keySet()) {
            MlflowSpoke.Run run = mlflow(spoke).onlyRun();
            assertThat(run.name()).isEqualTo("digits-1");
            assertThat(run.status()).isEqualTo("FINISHED");
            assertThat(run.accuracy()).isCloseTo(accuracy, within(0.000_05));
        }
    }

    @Test
    void theAddressOpensMlflowsPageWithTheFinishedRun() {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), () -> "no browser here: apt-get install chromium-headless-shell");
        MlflowSpoke mlflow = mlflow("spoke-1");
        MlflowSpoke.Run run = mlflow.onlyRun();
        Browser browser = new Browser(program.orElseThrow(), fleet().paddock(), scratch.resolve("browser"));
        String page = "%s#/experiments/%s/runs/%s".formatted(mlflow.url(), run.experiment(), run.id());
        assertThat(browser.elements(page))
                .contains(run.name(), run.id(), "Finished", "accuracy", "title=\"" + run.accuracy() + "\"");
        Path picture = Path.of(System.getProperty("paddock.root"), "e2e/target/mlflow.png");
        browser.picture(page, picture);
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void podKubeletAndContainerdMayBeKilledAndTheRunIsStillThere() {
        MlflowSpoke mlflow = mlflow("spoke-1");
        MlflowSpoke.Run run = mlflow.onlyRun();

        Pod pod = mlflow.pod();
        fleet().cluster("spoke-1").pods().resource(pod).withGracePeriod(0).delete();
        await("another pod")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> !Objects.equals(
                        mlflow.pod().getMetadata().getUid(), pod.getMetadata().getUid()));
        awaitHealthy(mlflow);
        assertThat(mlflow.onlyRun()).isEqualTo(run);

        for (String program : List.of("kubelet", "containerd")) {
            ProcessHandle killed = program("spoke-1", program).orElseThrow();
            killed.destroyForcibly();
            await(program + " is started again")
                    .atMost(RECOVERY)
                    .until(() -> program("spoke-1", program)
                            .filter(now -> !now.equals(killed))
                            .isPresent());
            awaitHealthy(mlflow);
            assertThat(mlflow.onlyRun()).as("after " + program).isEqualTo(run);
        }
    }

    @Test
    void twoSpokesShareNothing() {
        MlflowSpoke here = mlflow("spoke-1");
        MlflowSpoke there = mlflow("spoke-2");
        assertThat(here.onlyRun().id()).isNotEqualTo(there.onlyRun().id());
        String mine = here.pod().getMetadata().getName();
        assertThat(here.reaches(mine, here.pod().getStatus().getPodIP(), 5000)).isTrue();
        assertThat(here.reaches(mine, there.pod().getStatus().getPodIP(), 5000)).isFalse();
        assertThat(there.reaches(
                        there.pod().getMetadata().getName(),
                        here.pod().getStatus().getPodIP(),
                        5000))
                .isFalse();
    }

    @Test
    void podsHaveAnIdentityAndReachTheirOwnApiServerAndNothingOfTheHub() {
        MlflowSpoke mlflow = mlflow("spoke-1");
        String image = mlflow.pod().getSpec().getContainers().getFirst().getImage();
        fleet().cluster("spoke-1").resource(pod("identity", image, true)).create();
        fleet().cluster("spoke-1")
                .pods()
                .inNamespace(mlflow.namespace())
                .withName("identity")
                .waitUntilReady(RECOVERY.toSeconds(), TimeUnit.SECONDS);
        assertThat(mlflow.python("identity", WHO_AM_I).expect(0).out().strip())
                .isEqualTo("system:serviceaccount:project-a-mlflow:default");

        URI own = URI.create(fleet().cluster("spoke-1").getMasterUrl().toString());
        assertThat(mlflow.reaches("identity", own.getHost(), own.getPort())).isTrue();
        for (String program : List.of("hub/kube-apiserver", "hub/etcd", "registry/https")) {
            int port = fleet().machine().ports().claimed(program).orElseThrow();
            assertThat(mlflow.reaches("identity", own.getHost(), port))
                    .as(program)
                    .isFalse();
        }
        int console = URI.create(fleet().hubProcess().url()).getPort();
        assertThat(mlflow.reaches("identity", own.getHost(), console)).isFalse();
    }

    @Test
    void aPodThatWantsMoreThanTheRestrictedLevelIsRefused() {
        assertThatThrownBy(() -> fleet().cluster("spoke-1")
                        .resource(pod("rooted", "example.com/any:1", false))
                        .create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
    }

    private static final String WHO_AM_I = """
            import json, ssl, urllib.request
            folder = "/var/run/secrets/kubernetes.io/serviceaccount/"
            review = {"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}
            request = urllib.request.Request(
                "https://kubernetes.default.svc/apis/authentication.k8s.io/v1/selfsubjectreviews",
                data=json.dumps(review).encode(),
                headers={"Content-Type": "application/json", "Authorization": "Bearer " + open(folder + "token").read()})
            trusted = ssl.create_default_context(cafile=folder + "ca.crt")
            answer = json.load(urllib.request.urlopen(request, context=trusted, timeout=10))
            print(answer["status"]["userInfo"]["username"])
            """;

    private static Pod pod(String name, String image, boolean restricted) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("project-a-mlflow")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(restricted)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .withCommand("python3", "-c", "import signal; signal.pause()")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(!restricted)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    /** The page answers, the hub says so, and commands run in the pod: that takes kubelet and containerd. */
    private void awaitHealthy(MlflowSpoke mlflow) {
        await("healthy again")
                .atMost(RECOVERY)
                .until(() -> mlflow.answers()
                        && phase() == MLPlatformStatus.Phase.RUNNING
                        && mlflow.python(mlflow.pod().getMetadata().getName(), "print(1)")
                                        .exitCode()
                                == 0);
    }

    private MLPlatformStatus.@Nullable Phase phase() {
        return fleet().hub()
                .resources(MLPlatform.class)
                .inNamespace("project-a")
                .withName("mlflow")
                .get()
                .getStatus()
                .phase();
    }

    /** The child of the shell that keeps it, once it has become the program. */
    private Optional<ProcessHandle> program(String spoke, String name) {
        return fleet().processes().identity(spoke + "." + name).stream()
                .flatMap(keeper -> ProcessHandle.of(keeper.pid()).stream())
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info()
                        .command()
                        .filter(command -> !command.endsWith("sh"))
                        .isPresent())
                .findFirst();
    }

    private MlflowSpoke mlflow(String spoke) {
        return new MlflowSpoke(fleet(), spoke, Objects.requireNonNull(TEAMS.get(spoke)));
    }

    private Fleet fleet() {
        return Objects.requireNonNull(started, "the fleet was not started");
    }

    private CommandResult run(String... arguments) {
        return fleet().run(arguments).expect(0);
    }
}
