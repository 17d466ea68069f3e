// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.ArtifactManifest;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import land.oras.ContainerRef;
import land.oras.Manifest;
import land.oras.Registry;
import land.oras.exception.OrasException;

/** Connections to registries, one per host, and one reading of what went wrong on them. Wraps a library in flux. */
final class RegistryConnections {
    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
    private static final String PULL = "cannot pull from";
    private static final String PUBLISH = "cannot publish to";
    private static final int NO_STATUS = -1;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Function<String, RegistryAccess> access;
    private final Map<Key, Registry> open = new ConcurrentHashMap<>();

    RegistryConnections(Function<String, RegistryAccess> access) {
        this.access = access;
    }

    /** Asks for the credentials once, for all requests that are made by what is returned. */
    Connection to(ArtifactRepository repository) {
        Key key = new Key(repository.host(), access.apply(repository.host()));
        return new Connection(repository, open.computeIfAbsent(key, RegistryConnections::connect));
    }

    /** A repository of a registry, entered with the credentials of one moment. */
    record Connection(ArtifactRepository repository, Registry registry) {
        /** The digest that the reference leads to; empty when it leads nowhere. */
        Optional<Digest> find(String reference) {
            return optional(() -> call("cannot look up", found -> {
                        String digest = found.probeDescriptor(ContainerRef.parse(reference))
                                .getDigest();
                        return Optional.ofNullable(digest).map(Digest::new);
                    }))
                    .flatMap(digest -> digest);
        }

        /** What a manifest reads, not yet believed. */
        byte[] manifest(String reference) {
            String text = call(
                    PULL,
                    found -> found.getDescriptor(ContainerRef.parse(reference)).getJson());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MAX_MANIFEST_BYTES) {
                throw new InvalidArtifactException(
                        "the manifest is " + bytes.length + " bytes, one may have " + MAX_MANIFEST_BYTES);
            }
            return bytes;
        }

        /** A blob of no more than so many bytes that hashes to its digest. */
        byte[] blob(String what, Digest digest, long limit) {
            if (limit >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException("blobs are kept in memory");
            }
            byte[] content = call(
                    PULL,
                    found -> read(found.fetchBlob(ContainerRef.parse(repository.pinned(digest))), what, (int) limit));
            ArtifactManifest.requireDigest(what, content, digest);
            return content;
        }

        void put(String reference, byte[] manifest) {
            Manifest parsed = Manifest.fromJson(new String(manifest, StandardCharsets.UTF_8));
            call(PUBLISH, found -> found.pushManifest(ContainerRef.parse(reference), parsed));
        }

        void putBlob(byte[] content) {
            ContainerRef reference = ContainerRef.parse(repository.pinned(Digest.of(content)));
            call(PUBLISH, found -> found.pushBlob(reference, content));
        }

        /** What is asked for, unless the registry does not have it. */
        static <T> Optional<T> optional(Supplier<T> request) {
            try {
                return Optional.of(request.get());
            } catch (RegistryException e) {
                if (e.kind() == RegistryException.Kind.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        private static byte[] read(InputStream blob, String what, int limit) {
            try (blob) {
                byte[] content = blob.readNBytes(limit + 1);
                if (content.length > limit) {
                    throw new InvalidArtifactException("the " + what + " is larger than " + limit + " bytes");
                }
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException("the " + what + " broke off: " + e.getMessage(), e);
            }
        }

        <T> T call(String what, Function<Registry, T> request) {
            try {
                return request.apply(registry);
            } catch (OrasException e) {
                throw failure(repository, what, e);
            }
        }
    }

    private static Registry connect(Key key) {
        Registry.Builder builder = Registry.builder();
        RegistryAccess.Credentials credentials = key.access().credentials();
        if (credentials == null) {
            builder.insecure().withInsecure(key.access().plainHttp()).withRegistry(key.host());
        } else {
            builder.defaults(key.host(), credentials.user(), credentials.password())
                    .withInsecure(key.access().plainHttp());
        }
        if (key.access().authority() != null) {
            builder.withCaContent(key.access().authority());
        }
        // The library's own threads would keep a process alive.
        return builder.withExecutorService(Executors.newCachedThreadPool()).build();
    }

    private static RegistryException failure(ArtifactRepository repository, String what, OrasException e) {
        int status = e.getStatusCode() == null ? NO_STATUS : e.getStatusCode();
        boolean unreachable = status == NO_STATUS && causedByIo(e);
        RegistryException.Kind kind = RegistryException.Kind.REFUSED;
        if (unreachable || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            kind = RegistryException.Kind.UNAVAILABLE;
        } else if (status == NOT_FOUND) {
            kind = RegistryException.Kind.NOT_FOUND;
        }
        String detail = e.getError() == null
                ? String.valueOf(e.getMessage())
                : e.getError().code() + " " + e.getError().message();
        return new RegistryException(
                kind, "registry " + repository.host() + ": " + what + " " + repository.path() + ": " + detail, e);
    }

    private static boolean causedByIo(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private record Key(String host, RegistryAccess access) {}
}
