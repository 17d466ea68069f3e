// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of a response that goes on, handed to the thread that waits for them. */
final class LineQueue implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody source) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    emit();
                } else {
                    partial.write(next);
                }
            }
        }
        source.consume();
    }

    /** To be called when the response is complete: what follows the last line break is a line too. */
    void end() {
        if (partial.size() > 0) {
            emit();
        }
        lines.add(Optional.empty());
    }

    private void emit() {
        lines.add(Optional.of(partial.toString(StandardCharsets.UTF_8)));
        partial.reset();
    }

    /** The next line, empty at the end of the response; null when neither came in time. */
    @Nullable
    Optional<String> next(long nanos) throws InterruptedException {
        return lines.poll(nanos, TimeUnit.NANOSECONDS);
    }
}
