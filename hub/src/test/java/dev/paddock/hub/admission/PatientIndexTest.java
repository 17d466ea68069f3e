// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.palette.Project;
import dev.paddock.core.admission.ObjectIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatientIndexTest {
    private final Map<String, HasMetadata> cache = new ConcurrentHashMap<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final ObjectIndex caches = new ObjectIndex() {
        @Override
        public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
            asked.countDown();
            return Optional.ofNullable(cache.get(name)).map(kind::cast);
        }

        @Override
        public <T extends HasMetadata> List<T> list(Class<T> kind) {
            return List.of();
        }
    };

    @Test
    void findsAProjectThatTheCacheGetsAMomentLater() throws Exception {
        PatientIndex index = new PatientIndex(caches, Duration.ofSeconds(20));

        CompletableFuture<Optional<Project>> found =
                CompletableFuture.supplyAsync(() -> index.find(Project.class, "a", "a"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        cache.put("a", new Project());
        index.changed();

        assertThat(found.get(10, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void givesUpWhenItsPatienceIsOver() {
        PatientIndex index = new PatientIndex(caches, Duration.ofMillis(30));

        assertThat(index.find(Project.class, "a", "a")).isEmpty();
    }

    @Test
    void doesNotWaitForKindsThatMayBeMissing() {
        PatientIndex index = new PatientIndex(caches, Duration.ofHours(1));

        assertThat(index.find(Environment.class, "a", "a")).isEmpty();
    }
}
