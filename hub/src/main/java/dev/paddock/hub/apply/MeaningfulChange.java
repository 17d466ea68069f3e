// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Passes what somebody wants, stops what was only reported: a new generation, labels, annotations (which ask for a retry, a suspension or
 * a forced deletion and move no generation), finalizers and the begin of a deletion. A status alone wakes nobody up.
 */
public final class MeaningfulChange implements OnUpdateFilter<HasMetadata> {

    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
        ObjectMeta is = now.getMetadata();
        ObjectMeta was = before.getMetadata();
        return !Objects.equals(is.getGeneration(), was.getGeneration())
                || !Objects.equals(is.getDeletionTimestamp(), was.getDeletionTimestamp())
                || !Objects.equals(is.getAnnotations(), was.getAnnotations())
                || !Objects.equals(is.getLabels(), was.getLabels())
                || !Objects.equals(is.getFinalizers(), was.getFinalizers());
    }
}
