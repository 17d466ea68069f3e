// SPDX-License-Identifier: Apache-2.0
/** Certificates, keys and kubeconfigs of one cluster. */
@NullMarked
package dev.paddock.embedded.pki;

import org.jspecify.annotations.NullMarked;
