// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.annotation;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.value.GoDuration;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The {@code rendering.mural.sh/} annotations of one object, read under both prefixes, ours first. A value that is not understood is a
 * fault of its annotation, never silently the default.
 */
public final class RenderingAnnotations {
    public static final String SUSPEND = "suspend";
    public static final String OCI_INTERVAL = "oci-interval";
    public static final String OCI_TIMEOUT = "oci-timeout";
    public static final String INTERVAL = "kustomization-interval";
    public static final String RETRY_INTERVAL = "kustomization-retry-interval";
    public static final String TIMEOUT = "kustomization-timeout";
    public static final String PRUNE = "kustomization-prune";
    public static final String WAIT = "kustomization-wait";
    public static final String FORCE = "kustomization-force";
    public static final String RESYNC_PERIOD = "resync-period";
    public static final String FIELD_VALIDATION = "field-validation";

    private static final String A_DURATION = "must be a duration such as 90s or 1h30m";
    private static final String LONGER = "must be a duration of 10s or more, such as 90s or 1h30m";
    private static final String A_BOOLEAN = "must be \"true\" or \"false\"";
    private static final long SHORTEST_RESYNC_SECONDS = 10;

    /** Where an object stands says which annotations mean something on it. */
    public enum Place {
        /** {@code metadata} of a WorkloadDeployment. */
        DEPLOYMENT(
                "metadata.annotations",
                Set.of(SUSPEND, OCI_INTERVAL, OCI_TIMEOUT, INTERVAL, RETRY_INTERVAL, TIMEOUT, PRUNE, WAIT, FORCE)),
        /** {@code spec.workload.metadata} of a WorkloadDeployment or WorkloadProfile. */
        WORKLOAD("spec.workload.metadata.annotations", Set.of(RESYNC_PERIOD, FIELD_VALIDATION));

        private final String path;
        private final Set<String> keys;

        Place(String path, Set<String> keys) {
            this.path = path;
            this.keys = keys;
        }

        private static Optional<Place> of(String key) {
            return Arrays.stream(values())
                    .filter(place -> place.keys.contains(key))
                    .findFirst();
        }
    }

    private final Place place;
    private final Map<String, String> annotations;

    private RenderingAnnotations(Place place, Map<String, String> annotations) {
        this.place = place;
        this.annotations = annotations;
    }

    public static RenderingAnnotations of(Place place, Map<String, String> annotations) {
        return new RenderingAnnotations(place, annotations);
    }

    /** Everything that is wrong with them, also what stands where it means nothing. */
    public List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        for (Map.Entry<String, String> annotation : new TreeMap<>(annotations).entrySet()) {
            key(annotation.getKey()).flatMap(key -> fault(annotation, key)).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    private Optional<FieldError> fault(Map.Entry<String, String> annotation, String key) {
        String path = path(annotation.getKey());
        if (place.keys.contains(key)) {
            return rule(key).refusal(path, annotation.getValue());
        }
        Optional<Place> elsewhere = Place.of(key);
        if (elsewhere.isPresent()) {
            return Optional.of(FieldError.forbidden(path, "means nothing here; put it into " + elsewhere.get().path));
        }
        if (annotation.getKey().startsWith(Annotations.RENDERING_ALIAS_PREFIX)) {
            // The product that this prefix comes from may know more of them than we do.
            return Optional.empty();
        }
        return Optional.of(FieldError.forbidden(
                path, "there is no such annotation" + Suggestion.text(key, new TreeSet<>(place.keys))));
    }

    public boolean flag(String key, boolean otherwise) {
        return value(key).map("true"::equals).orElse(otherwise);
    }

    /** As it is written: what reads it has the same syntax. */
    public String duration(String key, String otherwise) {
        return value(key).orElse(otherwise);
    }

    public FieldValidation fieldValidation() {
        return value(FIELD_VALIDATION).flatMap(FieldValidation::of).orElse(FieldValidation.STRICT);
    }

    /** Present where somebody asked for it. */
    public Optional<java.time.Duration> resyncPeriod() {
        return value(RESYNC_PERIOD).map(GoDuration::parse);
    }

    /**
     * The value under our prefix, else under its alias.
     *
     * @throws IllegalArgumentException with the words of a field error
     */
    public Optional<String> value(String key) {
        for (String prefix : List.of(Annotations.RENDERING_PREFIX, Annotations.RENDERING_ALIAS_PREFIX)) {
            String text = annotations.get(prefix + key);
            if (text != null) {
                rule(key).refusal(path(prefix + key), text).ifPresent(fault -> {
                    throw new IllegalArgumentException(fault.toString());
                });
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private String path(String annotation) {
        return place.path + "[" + annotation + "]";
    }

    private static Optional<String> key(String annotation) {
        return List.of(Annotations.RENDERING_PREFIX, Annotations.RENDERING_ALIAS_PREFIX).stream()
                .filter(annotation::startsWith)
                .map(prefix -> annotation.substring(prefix.length()))
                .findFirst();
    }

    /** What a value must be, and how that is said. */
    private record Rule(Predicate<String> holds, String words) {
        Optional<FieldError> refusal(String path, String value) {
            return holds.test(value) ? Optional.empty() : Optional.of(FieldError.invalid(path, value, words));
        }
    }

    private static Rule rule(String key) {
        return switch (key) {
            case SUSPEND, PRUNE, WAIT, FORCE ->
                new Rule(text -> text.equals("true") || text.equals("false"), A_BOOLEAN);
            case RESYNC_PERIOD ->
                new Rule(
                        text -> isDuration(text) && GoDuration.parse(text).toSeconds() >= SHORTEST_RESYNC_SECONDS,
                        LONGER);
            case FIELD_VALIDATION ->
                new Rule(
                        text -> FieldValidation.of(text).isPresent(),
                        "must be "
                                + Arrays.stream(FieldValidation.values())
                                        .map(FieldValidation::text)
                                        .collect(Collectors.joining(", ")));
            default -> new Rule(RenderingAnnotations::isDuration, A_DURATION);
        };
    }

    private static boolean isDuration(String text) {
        return text.matches(GoDuration.PATTERN);
    }
}
