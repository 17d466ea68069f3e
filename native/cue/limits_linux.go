// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
)

// lazily collects when eight times of what is in use has been added: a worker holds little, and a third of its time went into collecting.
// Near the memory limit the collector runs as often as it must.
const lazily = 800

// limitMemory lets the collector work harder near the limit and the kernel refuse memory past it, which ends the process. Go reserves
// address space at its start that it does not use; the limit counts from there.
func limitMemory(bytes int64) {
	debug.SetMemoryLimit(bytes * 3 / 4)
	debug.SetGCPercent(lazily)
	var pages uint64
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		_, _ = fmt.Sscan(string(statm), &pages)
	}
	limit := pages*uint64(os.Getpagesize()) + uint64(bytes)
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		fmt.Fprintln(os.Stderr, "paddock-cue: no memory limit:", err)
	}
}
