// SPDX-License-Identifier: Apache-2.0

package main

import (
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
)

func TestASchemaTellsWhatIsOpenByIntentFromWhatIsOpenByCUE(t *testing.T) {
	root := cuecontext.New().CompileString(`
		plain: {a: int}
		more: {a: int, ...}
		texts: {[string]: string}
		closed: close({a: int})
		free: {...}
	`)
	for name, want := range map[string]struct {
		unknown    bool
		additional bool
	}{
		"plain": {}, "more": {unknown: true}, "texts": {additional: true}, "closed": {additional: true}, "free": {unknown: true},
	} {
		got := schemaOf(root.LookupPath(cue.ParsePath(name)), deepest)
		if got.Unknown != want.unknown || (got.AdditionalProperties != nil) != want.additional {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
