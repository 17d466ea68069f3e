// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import land.oras.Registry;
import land.oras.exception.OrasException;

/** Connections to registries, one per host, and one reading of what went wrong on them. Wraps a library in flux. */
final class RegistryConnections {
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
