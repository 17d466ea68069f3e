// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

/** Finalizers, each with one owner that removes it. */
public final class Finalizers {
    public static final String TENANT = "palette.ai/tenant-cleanup";
    public static final String PROJECT = "palette.ai/project-cleanup";
    public static final String COMPUTE_POOL = "palette.ai/computepool-cleanup";
    public static final String ML_PLATFORM = "palette.ai/mlplatform-cleanup";
    public static final String DEPLOYMENT = "palette.ai/deployment-cleanup";
    public static final String BUNDLE = "palette.ai/bundle-cleanup";
    /** Held while another object names this one. */
    public static final String IN_USE = "palette.ai/in-use";

    public static final String DELIVERY = "mural.sh/delivery-cleanup";
    public static final String ENVIRONMENT = "mural.sh/environment-cleanup";
    public static final String PROFILE = "mural.sh/profile-cleanup";

    private Finalizers() {}
}
