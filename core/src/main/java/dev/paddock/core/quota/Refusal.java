// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

/**
 * One family at one level that a request does not fit into (api.md 7.1, Q11).
 *
 * @param used what others hold at that level
 */
public record Refusal(String family, GpuAmount requested, GpuAmount used, GpuAmount limit, LevelKey level) {

    /** The exact text of the refusal, without the path of the field. */
    public String detail() {
        return "GPU limit exceeded: family %s, requested %s, used %s, limit %s, level %s"
                .formatted(family, requested, used, limit, level);
    }

    /** The field error as the API server reports it. */
    public String fieldError(String path) {
        return path + ": Forbidden: " + detail();
    }

    /** How much of the family would still fit here, whole GPUs only. */
    public long roomForGpus() {
        return limit.compareTo(used) <= 0 ? 0 : limit.minus(used).units() / GpuAmount.UNITS_PER_GPU;
    }

    /** What would make it fit, in words; kept apart from {@link #detail()}, whose text is fixed. */
    public String remedy() {
        GpuAmount missing = requested.plus(used).minus(limit);
        long raise = Math.ceilDiv(missing.units(), GpuAmount.UNITS_PER_GPU);
        return "fits with count <= %d of %s, or with the limit of %s raised by %d"
                .formatted(roomForGpus(), family, level, raise);
    }
}
