// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

/** CEL rules, and their text, that keep the hardware of an existing pool as it is. */
public final class ImmutableHardware {
    public static final String ARCHITECTURE = "(has(self.architecture) ? self.architecture.lowerAscii() : 'amd64')"
            + " == (has(oldSelf.architecture) ? oldSelf.architecture.lowerAscii() : 'amd64')";

    public static final String CPU = "has(self.cpu) == has(oldSelf.cpu) && (!has(self.cpu) || self.cpu == oldSelf.cpu)";

    public static final String MEMORY =
            "has(self.memory) == has(oldSelf.memory) && (!has(self.memory) || self.memory == oldSelf.memory)";

    /** Compares devices under either name; how they are shared may change. */
    public static final String GPU = "has(self.gpu) == has(oldSelf.gpu) && (!has(self.gpu) || ("
            + "self.gpu.family == oldSelf.gpu.family"
            + " && (has(self.gpu.count) ? self.gpu.count : has(self.gpu.gpuCount) ? self.gpu.gpuCount : 0)"
            + " == (has(oldSelf.gpu.count) ? oldSelf.gpu.count : has(oldSelf.gpu.gpuCount) ? oldSelf.gpu.gpuCount : 0)"
            + " && (has(self.gpu.memoryMiB) ? self.gpu.memoryMiB : has(self.gpu.gpuMemory) ? self.gpu.gpuMemory : 0)"
            + " == (has(oldSelf.gpu.memoryMiB) ? oldSelf.gpu.memoryMiB"
            + " : has(oldSelf.gpu.gpuMemory) ? oldSelf.gpu.gpuMemory : 0)))";

    public static final String TEXT = "field is immutable: add a pool with the new hardware and remove the old one";

    private ImmutableHardware() {}
}
