// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndingTest {
    private final Ending ending = new Ending();

    @Test
    void theVirtualMachineWaitsUntilTheHubHasStopped() throws Exception {
        CompletableFuture<Void> hook = CompletableFuture.runAsync(ending::ask);

        ending.awaitAsked();
        assertThat(hook).isNotDone();
        ending.done();

        hook.get(5, TimeUnit.SECONDS);
    }
}
