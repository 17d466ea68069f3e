// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.flux;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import dev.paddock.api.flux.KustomizationSpec.DeletionPolicy;
import dev.paddock.api.flux.KustomizationSpec.Dependency;
import dev.paddock.api.flux.KustomizationSpec.PostBuild;
import dev.paddock.api.flux.KustomizationSpec.SourceKind;
import dev.paddock.api.flux.KustomizationSpec.SourceReference;
import dev.paddock.api.flux.LocalReference;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.flux.OCIRepositorySpec.LayerOperation;
import dev.paddock.api.flux.OCIRepositorySpec.LayerSelector;
import dev.paddock.api.flux.OCIRepositorySpec.Provider;
import dev.paddock.api.flux.OCIRepositorySpec.Reference;
import dev.paddock.api.flux.OCIRepositorySpec.Verify;
import dev.paddock.api.flux.OCIRepositorySpec.VerifyProvider;
import dev.paddock.api.meta.Annotations;
import dev.paddock.core.annotation.FieldValidation;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.MediaTypes;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.fleet.signing.VerificationSecret;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Flux objects of one delivery, in its target namespace: one source pinned by digest, which must be signed, and one
 * Kustomization per folder, each after the one before it.
 *
 * @param serviceAccount on whose behalf the folders are applied
 * @param orphan whether the applied objects stay when the delivery is withdrawn
 */
public record FluxDelivery(
        String namespace,
        String name,
        Map<String, String> labels,
        String serviceAccount,
        boolean orphan,
        FluxSettings settings) {
    public FluxDelivery {
        labels = Map.copyOf(labels);
    }

    public OCIRepository source(ArtifactRepository repository, Digest digest) {
        LocalReference secret = new LocalReference(RegistrySecret.NAME);
        OCIRepository source = new OCIRepository();
        source.setMetadata(metadata(name));
        source.setSpec(new OCIRepositorySpec(
                repository.url(),
                new Reference(digest.value(), null, null, null),
                new LayerSelector(MediaTypes.CONTENT, LayerOperation.EXTRACT),
                Provider.GENERIC,
                secret,
                null,
                secret,
                null,
                new Verify(VerifyProvider.COSIGN, new LocalReference(VerificationSecret.NAME)),
                settings.sourceInterval(),
                settings.sourceTimeout(),
                null,
                null,
                settings.suspend() ? true : null));
        return source;
    }

    /** @param folders of the artifact, in the order in which they are applied */
    public List<Kustomization> folders(List<String> folders) {
        return folders(folders, Map.of());
    }

    /** @param substitutions of values that only the cluster knows, by folder */
    public List<Kustomization> folders(List<String> folders, Map<String, PostBuild> substitutions) {
        List<Kustomization> chain = new ArrayList<>();
        for (String folder : folders) {
            List<Dependency> previous = chain.isEmpty()
                    ? List.of()
                    : List.of(new Dependency(chain.getLast().getMetadata().getName(), null, null));
            Kustomization kustomization = new Kustomization();
            kustomization.setMetadata(metadata(name + "-" + folder));
            if (settings.fieldValidation() != FieldValidation.STRICT) {
                // Flux has no such field and passes over the annotation: it is as strict as the API server.
                kustomization
                        .getMetadata()
                        .setAnnotations(Map.of(
                                Annotations.RENDERING_PREFIX + RenderingAnnotations.FIELD_VALIDATION,
                                settings.fieldValidation().text()));
            }
            kustomization.setSpec(folder(folder, previous, substitutions.get(folder)));
            chain.add(kustomization);
        }
        return List.copyOf(chain);
    }

    private KustomizationSpec folder(String folder, List<Dependency> previous, @Nullable PostBuild substitution) {
        return new KustomizationSpec(
                null,
                previous,
                settings.interval(),
                settings.retryInterval(),
                null,
                "./" + folder,
                substitution,
                settings.prune(),
                orphan ? DeletionPolicy.ORPHAN : null,
                List.of(),
                serviceAccount,
                new SourceReference(null, SourceKind.OCI_REPOSITORY, name, null),
                settings.suspend() ? true : null,
                null,
                settings.timeout(),
                settings.force(),
                settings.waitForHealth());
    }

    private ObjectMeta metadata(String objectName) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(objectName)
                .withLabels(labels)
                .build();
    }
}
