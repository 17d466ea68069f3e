// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.rendering;

import dev.paddock.core.render.RenderedClass;
import java.util.List;
import java.util.Optional;

/**
 * What was rendered for deployments whose delivery is not finished. Derived data: without it a rendering is repeated and gives the same
 * again, so an implementation never fails a delivery.
 */
public interface KeptRenderings {

    /** Keeps nothing. */
    KeptRenderings NONE = new KeptRenderings() {
        @Override
        public Optional<List<RenderedClass>> find(String deployment, String from) {
            return Optional.empty();
        }

        @Override
        public void keep(String deployment, String from, List<RenderedClass> classes) {
            // on purpose
        }

        @Override
        public void drop(String deployment) {
            // there is nothing
        }
    };

    /**
     * @param deployment the WorkloadDeployment's uid
     * @param from identifies all that it was rendered from; another value finds nothing
     */
    Optional<List<RenderedClass>> find(String deployment, String from);

    /** Replaces what was kept for the deployment. A rendering with errors is not kept. */
    void keep(String deployment, String from, List<RenderedClass> classes);

    /** The delivery is finished, or the deployment is gone. */
    void drop(String deployment);
}
