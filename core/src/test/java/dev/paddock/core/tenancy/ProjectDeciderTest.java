// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.api.palette.ProjectStatus.Phase;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectDeciderTest {
    private static final ProjectContents NOTHING =
            new ProjectContents(List.of(), List.of(), List.of(), List.of(), List.of());
    private static final Reference EDGE = new Reference("edge", null);

    private final ProjectDecider decider = new ProjectDecider();

    @Test
    void aProjectLabelsItselfAndItsNamespaceAndCountsWhatIsInIt() {
        ProjectContents contents = new ProjectContents(
                List.of(platform("one"), platform("two")),
                List.of(Objects.named(new WorkloadDeployment(), "one")),
                List.of(),
                List.of(),
                List.of());

        var keep = keep(view(Objects.project(EDGE), tenant(), contents));

        assertThat(keep.namespace().getMetadata().getLabels())
                .containsOnly(
                        Map.entry("palette.ai/tenant-name", "acme"), Map.entry("palette.ai/project-name", "project-a"));
        assertThat(keep.labels()).containsOnly(Map.entry("palette.ai/tenant-name", "acme"));
        assertThat(keep.status().phase()).isEqualTo(Phase.READY);
        assertThat(keep.status().platforms()).isEqualTo(2);
        assertThat(keep.status().deployments()).isEqualTo(1);
        assertThat(keep.status().pools()).isZero();
    }

    @Test
    void aProjectThatCarriesItsTenantAsALabelIsLeftAlone() {
        Project project = Objects.project(EDGE);
        project.getMetadata().setLabels(Map.of("palette.ai/tenant-name", "acme", "team", "blue"));
        assertThat(keep(view(project, tenant(), NOTHING)).labels()).isEmpty();

        project.getMetadata().setLabels(Map.of("palette.ai/tenant-name", "other"));
        assertThat(keep(view(project, tenant(), NOTHING)).labels()).containsEntry("palette.ai/tenant-name", "acme");
    }

    @Test
    void aProjectWithoutItsTenantIsPending() {
        ProjectStatus status =
                keep(view(Objects.project(EDGE), Optional.empty(), NOTHING)).status();

        assertThat(status.phase()).isEqualTo(Phase.PENDING);
        Condition ready = condition(status, ConditionType.READY);
        assertThat(ready.getReason()).isEqualTo("TenantNotFound");
        assertThat(ready.getMessage()).isEqualTo("TenantResolved: Tenant acme does not exist");
    }

    @Test
    void aProfileThatDoesNotExistIsNamed() {
        ProjectStatus status = keep(view(Objects.project(new Reference("egde", null)), tenant(), NOTHING))
                .status();

        Condition config = condition(status, ConditionType.CONFIG_RESOLVED);
        assertThat(config.getReason()).isEqualTo("ConfigNotFound");
        assertThat(config.getMessage()).isEqualTo("ComputeProfile project-a/egde does not exist");
        assertThat(status.phase()).isEqualTo(Phase.NOT_READY);
    }

    @Test
    void aProfileOutOfReachIsNotSaidToBeMissing() {
        ProjectStatus status = keep(view(Objects.project(new Reference("edge", "project-b")), tenant(), NOTHING))
                .status();

        Condition config = condition(status, ConditionType.CONFIG_RESOLVED);
        assertThat(config.getReason()).isEqualTo("NotPermitted");
        assertThat(config.getMessage())
                .isEqualTo("ComputeProfile project-b/edge is out of reach: the namespace may only be"
                        + " project-a, tenant-acme, mural-system");
    }

    @Test
    void aDeletedProjectIsEmptiedStepByStepUsersFirst() {
        List<MLPlatform> platforms = List.of(platform("clearml"));
        List<WorkloadDeployment> deployments = List.of(Objects.named(new WorkloadDeployment(), "clearml"));
        List<ComputePool> pools = List.of(Objects.named(new ComputePool(), "clearml"));
        List<Environment> environments = List.of(Objects.named(new Environment(), "gpu-shared"));
        List<HasMetadata> shelf =
                List.of(Objects.named(new WorkloadProfile(), "clearml"), Objects.profile("edge", Map.of()));

        assertThat(deletes(new ProjectContents(platforms, deployments, pools, environments, shelf)))
                .containsExactlyElementsOf(platforms);
        assertThat(deletes(new ProjectContents(List.of(), deployments, pools, environments, shelf)))
                .containsExactlyElementsOf(deployments);
        assertThat(deletes(new ProjectContents(List.of(), List.of(), pools, environments, shelf)))
                .containsExactlyElementsOf(pools);
        assertThat(deletes(new ProjectContents(List.of(), List.of(), List.of(), environments, shelf)))
                .containsExactlyElementsOf(environments);
        ProjectContents last = new ProjectContents(List.of(), List.of(), List.of(), List.of(), shelf);
        assertThat(deletes(last)).containsExactlyElementsOf(shelf);
        assertThat(condition(empty(last).status(), ConditionType.READY).getMessage())
                .isEqualTo("waits for ComputeProfile edge; WorkloadProfile clearml");
    }

    @Test
    void anEmptyProjectGoesAndTakesItsNamespaceAlong() {
        assertThat(decider.remove(view(Objects.project(EDGE), tenant(), NOTHING)))
                .isEqualTo(new ProjectDecision.LetGo(true));
    }

    @Test
    void namespaceDefaultIsEmptiedAndStays() {
        Project project = Objects.project(EDGE);
        project.getMetadata().setName("default");
        project.getMetadata().setNamespace("default");

        assertThat(decider.remove(view(project, tenant(), NOTHING))).isEqualTo(new ProjectDecision.LetGo(false));
    }

    @Test
    void aProjectThatWaitsLongerSaysTheSame() {
        ProjectContents contents = new ProjectContents(
                List.of(),
                List.of(),
                List.of(),
                List.of(Objects.going(Objects.named(new Environment(), "a"))),
                List.of());
        Project project = Objects.project(EDGE);
        project.setStatus(keep(view(project, tenant(), contents)).status());
        ProjectView first = view(project, tenant(), contents);
        assertThat(decider.remove(first))
                .isInstanceOfSatisfying(ProjectDecision.Empty.class, empty -> project.setStatus(empty.status()));

        ProjectView later = new ProjectView(
                project, first.tenancy(), first.reachable(), contents, first.level(), Objects.NOW.plusSeconds(60));

        assertThat(decider.remove(later)).isEqualTo(new ProjectDecision.Empty(List.of(), project.getStatus()));
    }

    @Test
    void whatGoesAlreadyIsWaitedForAndNotDeletedAgain() {
        ProjectContents contents = new ProjectContents(
                List.of(platform("b"), Objects.going(platform("a"))), List.of(), List.of(), List.of(), List.of());

        var empty = empty(contents);

        assertThat(empty.delete())
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("b");
        assertThat(empty.status().phase()).isEqualTo(Phase.DELETING);
        Condition ready = condition(empty.status(), ConditionType.READY);
        assertThat(ready.getReason()).isEqualTo("Deleting");
        assertThat(ready.getMessage()).isEqualTo("waits for MLPlatform a, b");
    }

    @Test
    void aLongListOfWhatIsLeftIsCutShort() {
        List<MLPlatform> seven = List.of("a", "b", "c", "d", "e", "f", "g").stream()
                .map(ProjectDeciderTest::platform)
                .toList();

        var empty = empty(new ProjectContents(seven, List.of(), List.of(), List.of(), List.of()));

        assertThat(condition(empty.status(), ConditionType.READY).getMessage())
                .isEqualTo("waits for MLPlatform a, b, c, d, e and 2 more");
    }

    private List<HasMetadata> deletes(ProjectContents contents) {
        return empty(contents).delete();
    }

    private ProjectDecision.Empty empty(ProjectContents contents) {
        return (ProjectDecision.Empty) decider.remove(view(Objects.project(EDGE), tenant(), contents));
    }

    private ProjectDecision.Keep keep(ProjectView view) {
        return decider.settle(view);
    }

    private static ProjectView view(Project project, Optional<Tenant> tenant, ProjectContents contents) {
        Tenancy tenancy =
                new Tenancy("project-a", Optional.of(project), tenant, List.of(Objects.profile("edge", Map.of())));
        return new ProjectView(
                project,
                tenancy,
                List.of("project-a", "tenant-acme", "mural-system"),
                contents,
                new LevelReport(Tenancy.levelOf(project), List.of()),
                Objects.NOW);
    }

    private static Optional<Tenant> tenant() {
        return Optional.of(Objects.tenant(false, Map.of()));
    }

    private static MLPlatform platform(String name) {
        return Objects.named(new MLPlatform(), name);
    }

    private static Condition condition(ProjectStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).orElseThrow();
    }
}
