// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.api.crd.BundledCrds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the build runs once so that the virtual machine can write its ahead-of-time cache: loads what the hub and
 * the agents load when they start. Reaches no cluster, and leaves out the thousands of classes of the Kubernetes
 * model that no program of ours uses.
 */
public final class StartupTraining {
    /** Jars of which a program uses most classes; of the others only what the calls below touch. */
    private static final List<String> WHOLE_JARS = List.of(
            "paddock-",
            "kubernetes-client-",
            "kubernetes-httpclient-jdk-",
            "operator-framework-core-",
            "jackson-core-",
            "jackson-databind-",
            "javalin-",
            "jetty-server-",
            "jetty-http-",
            "jetty-io-",
            "jetty-util-",
            "logback-",
            "picocli-");

    private static final String CLASS = ".class";

    private StartupTraining() {}

    public static void main(String[] arguments) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (name.endsWith(".jar") && WHOLE_JARS.stream().anyMatch(name::startsWith)) {
                load(entry);
            }
        }
        BundledCrds.all().forEach(text -> Serialization.unmarshal(text, CustomResourceDefinition.class));
        useClient();
        System.exit(0);
    }

    private static void load(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.contains("-info")) {
                    loadClass(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
                }
            }
        }
    }

    private static void loadClass(String name) {
        try {
            Class.forName(name, false, StartupTraining.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            // A class for a library that is not here is never loaded by a program either.
            return;
        }
    }

    /** Nothing listens on the discard port; the client is made, asked, and fails as it would anywhere. */
    private static void useClient() {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("https://127.0.0.1:9")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            client.namespaces().list();
        } catch (KubernetesClientException expected) {
            return;
        }
    }
}
