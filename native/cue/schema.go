// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/encoding/openapi"
)

// schema is the OpenAPI schema of the template's parameter, for forms.
func (e *evaluator) schema(req request) (any, []problem) {
	root, problems := e.build(req, open)
	if problems != nil {
		return nil, problems
	}
	parameter := lookup(root, "parameter")
	if !parameter.Exists() || parameter.IncompleteKind() != cue.StructKind {
		return json.RawMessage(`{"type":"object"}`), nil
	}
	// The generator looks only at definitions.
	holder := root.Context().CompileString("{}").FillPath(cue.MakePath(cue.Def("parameter")), parameter)
	if err := holder.Err(); err != nil {
		return nil, problemsOf(err)
	}
	written, err := openapi.Gen(holder, &openapi.Config{
		Info:             map[string]string{"title": "parameter", "version": "v1"},
		ExpandReferences: true,
		DescriptionFunc:  usage,
	})
	if err != nil {
		return nil, problemsOf(err)
	}
	var document struct {
		Components struct {
			Schemas map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(written, &document); err != nil {
		return nil, []problem{{Message: err.Error()}}
	}
	return document.Components.Schemas["parameter"], nil
}

// usage is the text of the tag +usage; other comments are for whoever reads the template.
func usage(value cue.Value) string {
	for _, group := range value.Doc() {
		for _, line := range strings.Split(group.Text(), "\n") {
			if text, found := strings.CutPrefix(strings.TrimSpace(line), "+usage="); found {
				return text
			}
		}
	}
	return ""
}
