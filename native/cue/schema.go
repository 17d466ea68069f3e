// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"regexp"
	"strings"

	"cuelang.org/go/cue"
)

// schema is the OpenAPI schema of a template's parameter, for forms. CUE's own generator refuses a good part of what templates of
// KubeVela write, so what it cannot say is left open here: a form may take more than the template does, but never less.
type schema struct {
	Type        string             `json:"type,omitempty"`
	Description string             `json:"description,omitempty"`
	Default     json.RawMessage    `json:"default,omitempty"`
	Enum        []json.RawMessage  `json:"enum,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Minimum     json.RawMessage    `json:"minimum,omitempty"`
	Maximum     json.RawMessage    `json:"maximum,omitempty"`
	Nullable    bool               `json:"nullable,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	// AdditionalProperties is a *schema or a bool.
	AdditionalProperties any       `json:"additionalProperties,omitempty"`
	Items                *schema   `json:"items,omitempty"`
	OneOf                []*schema `json:"oneOf,omitempty"`
	UI                   *ui       `json:"x-ui,omitempty"`
	IntOrString          bool      `json:"x-kubernetes-int-or-string,omitempty"`
	Unknown              bool      `json:"x-kubernetes-preserve-unknown-fields,omitempty"`
}

// ui is what a form shows besides, from tags of the usage comment.
type ui struct {
	ShowIf   string `json:"showIf,omitempty"`
	EmptyTip string `json:"emptyTip,omitempty"`
	Tooltip  string `json:"tooltip,omitempty"`
}

// deepest bounds templates that define a type by itself.
const deepest = 24

func (e *evaluator) schema(req request) (any, []problem) {
	root, problems := e.build(req, open)
	if problems != nil {
		return nil, problems
	}
	parameter := lookup(root, "parameter")
	if !parameter.Exists() {
		return &schema{Type: "object"}, nil
	}
	return schemaOf(parameter, deepest), nil
}

func schemaOf(value cue.Value, depth int) *schema {
	result := &schema{}
	result.Description, result.UI = usage(value)
	if depth == 0 {
		result.Unknown = true
		return result
	}
	kind := value.IncompleteKind()
	result.Nullable = kind&cue.NullKind != 0 && kind != cue.NullKind
	defaults(result, value)
	switch kind &^ cue.NullKind {
	case cue.StructKind:
		structSchema(result, value, depth)
	case cue.ListKind:
		result.Type = "array"
		result.Items = itemSchema(value, depth)
	case cue.StringKind:
		result.Type = "string"
		result.Enum = choicesOf(value)
		constraints(result, value)
	case cue.BoolKind:
		result.Type = "boolean"
	case cue.IntKind:
		result.Type = "integer"
		result.Enum = choicesOf(value)
		constraints(result, value)
	case cue.NumberKind, cue.FloatKind:
		result.Type = "number"
		constraints(result, value)
	case cue.IntKind | cue.StringKind, cue.NumberKind | cue.StringKind:
		result.IntOrString = true
	default:
		result.Unknown = true
	}
	return result
}

func defaults(result *schema, value cue.Value) {
	decided, found := value.Default()
	if !found || decided.IncompleteKind() == cue.StructKind || decided.Validate(cue.Concrete(true)) != nil {
		return
	}
	if op, _ := value.Expr(); op != cue.OrOp && decided.IncompleteKind() == cue.ListKind {
		// An open list has an empty one as its default, which is not what anybody wrote.
		return
	}
	if written, err := decided.MarshalJSON(); err == nil {
		result.Default = written
	}
}

func structSchema(result *schema, value cue.Value, depth int) {
	result.Type = "object"
	if op, parts := value.Expr(); op == cue.OrOp && len(parts) > 1 {
		for _, part := range parts {
			if part.IncompleteKind() == cue.StructKind {
				result.OneOf = append(result.OneOf, schemaOf(part, depth-1))
			}
		}
		return
	}
	iterator, err := value.Fields(cue.Optional(true))
	if err != nil {
		result.Unknown = true
		return
	}
	for iterator.Next() {
		selector := iterator.Selector()
		if selector.LabelType() != cue.StringLabel {
			continue
		}
		field := schemaOf(iterator.Value(), depth-1)
		if result.Properties == nil {
			result.Properties = map[string]*schema{}
		}
		result.Properties[selector.Unquoted()] = field
		if selector.ConstraintType() != cue.OptionalConstraint && needed(iterator.Value()) {
			result.Required = append(result.Required, selector.Unquoted())
		}
	}
	if any := value.LookupPath(cue.MakePath(cue.AnyString)); any.Exists() {
		if any.IncompleteKind() == cue.TopKind {
			// Its author says that there may be more, and not only CUE.
			result.Unknown = true
		} else {
			result.AdditionalProperties = schemaOf(any, depth-1)
		}
	} else if !value.Allows(cue.AnyString) {
		result.AdditionalProperties = false
	}
}

// needed tells a field that has to be given from one that is whole by its defaults.
func needed(value cue.Value) bool { return value.Validate(cue.Concrete(true)) != nil }

func itemSchema(value cue.Value, depth int) *schema {
	op, parts := value.Expr()
	if op != cue.OrOp {
		parts = []cue.Value{value}
	}
	for _, part := range parts {
		if item := part.LookupPath(cue.MakePath(cue.AnyIndex)); part.Allows(cue.AnyIndex) && item.Exists() {
			return schemaOf(item, depth-1)
		}
	}
	return &schema{Unknown: true}
}

// constraints reads bounds and patterns that hold for all values; those of one part of a choice do not.
func constraints(result *schema, value cue.Value) {
	op, parts := value.Expr()
	switch op {
	case cue.AndOp:
		for _, part := range parts {
			constraints(result, part)
		}
	case cue.RegexMatchOp:
		if pattern, err := parts[0].String(); err == nil {
			result.Pattern = pattern
		}
	case cue.GreaterThanEqualOp:
		result.Minimum, _ = parts[0].MarshalJSON()
	case cue.LessThanEqualOp:
		result.Maximum, _ = parts[0].MarshalJSON()
	}
}

var uiTag = regexp.MustCompile(`\[\[\s*(ShowIf|EmptyTip|Tooltip)\s*:\s*(.*?)\s*\]\]`)

// usage is the text of the tag +usage without the tags inside it; other comments are for whoever reads the template.
func usage(value cue.Value) (string, *ui) {
	for _, group := range value.Doc() {
		for _, line := range strings.Split(group.Text(), "\n") {
			text, found := strings.CutPrefix(strings.TrimSpace(line), "+usage=")
			if !found {
				continue
			}
			var shown *ui
			for _, tag := range uiTag.FindAllStringSubmatch(text, -1) {
				if shown == nil {
					shown = &ui{}
				}
				switch tag[1] {
				case "ShowIf":
					shown.ShowIf = tag[2]
				case "EmptyTip":
					shown.EmptyTip = tag[2]
				case "Tooltip":
					shown.Tooltip = tag[2]
				}
			}
			return strings.TrimSpace(uiTag.ReplaceAllString(text, "")), shown
		}
	}
	return "", nil
}
