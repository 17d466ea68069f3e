// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.flux;

import dev.paddock.api.meta.Annotations;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How often and how patiently a delivery is reconciled on the spoke, from the {@code rendering.mural.sh/} annotations of
 * a deployment. A value that is not understood is a fault of its annotation, never silently the default.
 */
public record FluxSettings(
        String sourceInterval,
        String sourceTimeout,
        String interval,
        String retryInterval,
        String timeout,
        boolean prune,
        boolean waitForHealth,
        boolean force,
        boolean suspend) {
    public static final FluxSettings DEFAULT =
            new FluxSettings("5m", "60s", "10m", "1m", "5m", true, true, false, false);

    private static final Pattern DURATION = Pattern.compile("([0-9]+(\\.[0-9]+)?(ms|s|m|h))+");

    public static FluxSettings of(Map<String, String> annotations) {
        return new FluxSettings(
                duration(annotations, "oci-interval", DEFAULT.sourceInterval),
                duration(annotations, "oci-timeout", DEFAULT.sourceTimeout),
                duration(annotations, "kustomization-interval", DEFAULT.interval),
                duration(annotations, "kustomization-retry-interval", DEFAULT.retryInterval),
                duration(annotations, "kustomization-timeout", DEFAULT.timeout),
                bool(annotations, "kustomization-prune", DEFAULT.prune),
                bool(annotations, "kustomization-wait", DEFAULT.waitForHealth),
                bool(annotations, "kustomization-force", DEFAULT.force),
                bool(annotations, "suspend", DEFAULT.suspend));
    }

    public FluxSettings suspended(boolean suspended) {
        return new FluxSettings(
                sourceInterval,
                sourceTimeout,
                interval,
                retryInterval,
                timeout,
                prune,
                waitForHealth,
                force,
                suspend || suspended);
    }

    private static String duration(Map<String, String> annotations, String key, String otherwise) {
        return value(annotations, key, otherwise, "a duration such as 90s or 1h30m", text -> {
            boolean valid = DURATION.matcher(text).matches();
            return valid ? text : null;
        });
    }

    private static boolean bool(Map<String, String> annotations, String key, boolean otherwise) {
        return value(annotations, key, otherwise, "\"true\" or \"false\"", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /** Our own prefix wins over its alias. */
    private static <T> T value(
            Map<String, String> annotations, String key, T otherwise, String rule, Function<String, T> parse) {
        String name = Annotations.RENDERING_PREFIX + key;
        String text = annotations.get(name);
        if (text == null) {
            name = Annotations.RENDERING_ALIAS_PREFIX + key;
            text = annotations.get(name);
        }
        if (text == null) {
            return otherwise;
        }
        T value = parse.apply(text);
        if (value == null) {
            throw new IllegalArgumentException(
                    "metadata.annotations[" + name + "]: Invalid value: \"" + text + "\": must be " + rule);
        }
        return value;
    }
}
