// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LiveObjectsTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "site", "web");

    private final LiveObjects objects = new LiveObjects();

    @Test
    void theNewerOfAWatchAndAnAnswerIsKeptWhicheverComesFirst() {
        objects.learn(web("a", 7));
        assertThat(objects.learn(web("a", 5)).resourceVersion()).isEqualTo(7);
        assertThat(objects.learn(web("a", 9)).resourceVersion()).isEqualTo(9);
        assertThat(objects.get(WEB)).map(Observed::resourceVersion).hasValue(9L);
    }

    @Test
    void anAnswerThatComesAfterTheEndOfItsObjectDoesNotBringItBack() {
        objects.learn(web("a", 7));
        assertThat(objects.end(WEB, "a")).map(Observed::uid).hasValue("a");

        assertThat(objects.learn(web("a", 7)).uid()).isEqualTo("a");

        assertThat(objects.get(WEB)).isEmpty();
        assertThat(objects.learn(web("b", 8)).uid()).isEqualTo("b");
        assertThat(objects.get(WEB)).map(Observed::uid).hasValue("b");
    }

    @Test
    void theEndOfAnObjectThatWasReplacedIsNotTheEndOfItsSuccessor() {
        objects.learn(web("b", 8));

        assertThat(objects.end(WEB, "a")).isEmpty();

        assertThat(objects.get(WEB)).map(Observed::uid).hasValue("b");
    }

    private static Observed web(String uid, long version) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.putObject("metadata").put("uid", uid).put("resourceVersion", Long.toString(version));
        return Observed.of(WEB, object);
    }
}
