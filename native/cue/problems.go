// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"
)

const (
	templateFile = "template"
	maxProblems  = 50
)

// heading announces the errors of a disjunction's parts, which follow it.
var heading = regexp.MustCompile(`^\d+ errors in empty disjunction:?$`)

// problem is one thing that is wrong, with its place in the template where there is one; lines and columns count from 1.
type problem struct {
	Path    string `json:"path,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// problemsOf lists the errors of CUE, each once, in the order of their places.
func problemsOf(err error) []problem {
	var found []problem
	seen := map[problem]bool{}
	for _, each := range errors.Errors(err) {
		one := problem{Path: strings.Join(each.Path(), "."), Message: words(each)}
		if heading.MatchString(one.Message) {
			continue
		}
		if pos := place(each); pos.IsValid() {
			one.Line, one.Column = pos.Line(), pos.Column()
		}
		if !seen[one] {
			seen[one] = true
			found = append(found, one)
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].Line != found[j].Line {
			return found[i].Line < found[j].Line
		}
		return found[i].Column < found[j].Column
	})
	return found[:min(len(found), maxProblems)]
}

// place prefers where the template says it over where a value was given, which the master knows better than by line.
func place(err errors.Error) token.Pos {
	if pos := err.Position(); pos.IsValid() && pos.Filename() == templateFile {
		return pos
	}
	for _, pos := range err.InputPositions() {
		if pos.IsValid() && pos.Filename() == templateFile {
			return pos
		}
	}
	return token.NoPos
}

func words(err errors.Error) string {
	format, args := err.Msg()
	text := fmt.Sprintf(format, args...)
	if text == "" {
		return err.Error()
	}
	return text
}
