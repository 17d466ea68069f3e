// SPDX-License-Identifier: Apache-2.0
/** One node that runs containers: a network and a mount table of its own, containerd, kubelet, kube-proxy and CoreDNS in them. */
@NullMarked
package dev.paddock.embedded.containers;

import org.jspecify.annotations.NullMarked;
