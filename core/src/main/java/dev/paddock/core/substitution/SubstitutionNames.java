// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;

/** What hub and agent call the objects and variables by which values reach a folder. */
public final class SubstitutionNames {

    /** A Flux variable that is one double quote: what stands between two of them is a text whatever it looks like. */
    public static final String QUOTE = "paddock_quote";

    /** On a Kustomization: the values with which it was last asked to apply. */
    public static final String APPLIED_VALUES = "palette.ai/applied-values";

    /** On the pod template of what reads a Secret in its environment, so that it starts anew when the Secret changes. */
    public static final String SECRET_VERSION = "palette.ai/secret-version";

    private static final int HASH_LENGTH = 8;
    private static final String VARIABLE = "var_";
    private static final String VERSION = "version_";

    private SubstitutionNames() {}

    /** The ConfigMap of a deployment's values, and the Secret of those that are secret. */
    public static String values(String deployment) {
        return "paddock-outputs-" + deployment;
    }

    /**
     * A ConfigMap that is there as soon as every value of the folder is: Flux takes a variable without a value for an empty text, but waits
     * for an object that is not there. Another set of values is another name.
     */
    public static String gate(String deployment, String folder, FolderNeeds needs) {
        String hash =
                Digest.of(needs.toString().getBytes(StandardCharsets.UTF_8)).hex();
        return values(deployment) + "-" + folder + "-" + hash.substring(0, HASH_LENGTH);
    }

    /** The Secret in the cluster's namespace on the hub that takes a deployment's secret variables to the agent. */
    public static String transport(String delivery) {
        return "paddock-variables-" + delivery;
    }

    /** A secret variable as a Flux variable. */
    public static String variable(String name) {
        return VARIABLE + name.replace('-', '_');
    }

    /** Changes when a Secret does and tells nothing of it. */
    public static String version(String variable) {
        return VERSION + variable;
    }

    /** The value for a container: as it is. */
    public static String raw(String variable) {
        return "raw_" + variable;
    }

    /** The value for the data of a Secret. */
    public static String base64(String variable) {
        return "b64_" + variable;
    }

    /** The value of an output of type jsonRaw, when it is all of a scalar. */
    public static String json(String variable) {
        return "json_" + variable;
    }
}
