// SPDX-License-Identifier: Apache-2.0

//go:build !linux

package main

import "runtime/debug"

// limitMemory only guides the collector: other systems do not enforce a limit on address space.
func limitMemory(bytes int64) {
	debug.SetMemoryLimit(bytes * 3 / 4)
}
