// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.Timeouts;
import java.util.Map;

/** The deadlines of a pool's steps: those of the platform that made it, else the defaults. */
public final class PoolTimeouts {
    /** On a pool: the {@code spec.timeouts} of the platform that made it, as JSON. */
    public static final String ANNOTATION = "palette.ai/timeouts";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Timeouts DEFAULTS = new Timeouts(null, null, null, null, null);

    private PoolTimeouts() {}

    public static String write(Timeouts timeouts) {
        try {
            return JSON.writeValueAsString(timeouts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }

    static Timeouts of(ComputePool pool) {
        Map<String, String> annotations = pool.getMetadata().getAnnotations();
        String written = annotations == null ? null : annotations.get(ANNOTATION);
        if (written == null) {
            return DEFAULTS;
        }
        try {
            return JSON.readValue(written, Timeouts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "metadata.annotations[%s]: Invalid value: \"%s\": must be the JSON the hub wrote"
                            .formatted(ANNOTATION, written),
                    e);
        }
    }
}
