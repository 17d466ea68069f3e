// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose fault it is that nothing is rendered, and whether it is tried again. */
class RendererFaultsTest {

    @Test
    void anEngineThatIsAwayIsTriedAgainAndNotToldAsTheProfilesFault() {
        Outcome outcome = run(question -> {
            throw new EngineUnavailableException("all 2 CUE workers were busy for 5 s");
        });

        assertThat(rendered(outcome).getReason()).isEqualTo("RendererUnavailable");
        assertThat(rendered(outcome).getMessage()).isEqualTo("to be tried again: all 2 CUE workers were busy for 5 s");
        assertThat(outcome.again()).isPresent();
    }

    @Test
    void aFaultOfATemplateIsToldWithItsPlaceAndWaitsForAChange() {
        Outcome outcome = run(question -> new Evaluation.Refused(
                List.of(new TemplateProblem("output.spec", 12, 5, "conflicting values 1 and 2"))));

        assertThat(rendered(outcome).getReason()).isEqualTo("RenderFailed");
        assertThat(rendered(outcome).getMessage())
                .contains("its template at 12:5: output.spec: conflicting values 1 and 2");
        assertThat(outcome.again()).isEmpty();
    }

    private static Condition rendered(Outcome outcome) {
        return Conditions.find(outcome.status().conditions(), ConditionType.RENDERED)
                .orElseThrow();
    }

    private static Outcome run(TemplateEngine engine) {
        GoldenCase golden = GoldenCase.all("delivery")
                .filter(each -> each.name().equals("first-delivery-to-a-shared-cluster"))
                .findFirst()
                .orElseThrow();
        return new DeliveryRun(
                        new DeliveryPlanner(
                                engine,
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> {},
                                KeptRenderings.NONE),
                        new FakeLedger(4),
                        new FakeRegistry(),
                        new FakeHub(),
                        new KubernetesSerialization(),
                        step -> {})
                .run(Given.inputs(golden));
    }
}
