// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

/** A program of the embedded fleet and the binary that carries it. */
public enum Component {
    ETCD("etcd", "paddock-kube"),
    KUBE_APISERVER("kube-apiserver", "paddock-kube"),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", "paddock-kube"),
    KUBE_SCHEDULER("kube-scheduler", "paddock-kube"),
    KUBECTL("kubectl", "paddock-kube"),
    REGISTRY("registry", "paddock-kube"),
    KUBELET("kubelet", "paddock-kube"),
    KUBE_PROXY("kube-proxy", "paddock-kube"),
    KWOK("kwok", "paddock-kwok"),
    COREDNS("coredns", "paddock-coredns"),
    PAUSE("pause", "paddock-pause"),
    CUE("paddock-cue", "paddock-cue"),
    HELM("paddock-helm", "paddock-helm");

    private final String program;
    private final String binary;

    Component(String program, String binary) {
        this.program = program;
        this.binary = binary;
    }

    /** The name it is known by, for instance {@code kube-apiserver}. */
    public String program() {
        return program;
    }

    /** The binary of {@code native/} that contains it. */
    String binary() {
        return binary;
    }

    /** The folder of {@code native/} that is compiled to {@link #binary}. */
    String module() {
        return binary.substring("paddock-".length());
    }

    /** {@code paddock-kube} takes the component's name as its first argument; every other binary is the component. */
    boolean isSubcommand() {
        return binary.equals("paddock-kube");
    }

    /**
     * Not part of a running fleet: it is compiled when it is first asked for, and kept apart, so that a change to it neither compiles
     * Kubernetes again nor replaces running processes.
     */
    boolean isTool() {
        return this == CUE || this == HELM;
    }

    /** Wanted only where nodes run containers: a machine that cannot do that is spared the compilation. */
    boolean onlyForContainerNodes() {
        return this == COREDNS || this == PAUSE;
    }
}
