// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// tree is a CUE value on its way to somebody who has no CUE: what is decided, and what is still open. Exactly one of Scalar, Fields and
// List says what it is; none of them does if nothing but its kinds is known yet.
type tree struct {
	Scalar json.RawMessage `json:"s,omitempty"`
	Fields *[]field        `json:"f,omitempty"`
	List   *[]*tree        `json:"l,omitempty"`
	// Rest is what further elements of the list must be; without it there may be none.
	Rest *tree `json:"r,omitempty"`
	// Kinds are the JSON kinds the value may have, given where it is a default or not known yet.
	Kinds []string `json:"k,omitempty"`
	// Choices are the only values it may have, where it is a default among a few.
	Choices []json.RawMessage `json:"c,omitempty"`
	// Why says what is missing of a value that is not known yet.
	Why *problem `json:"w,omitempty"`
}

type field struct {
	Name  string `json:"n"`
	Value *tree  `json:"v"`
	tags
}

// tags are how a patch asks to be applied, in comments such as +patchKey=name.
type tags struct {
	PatchKey string `json:"patchKey,omitempty"`
	Strategy string `json:"patchStrategy,omitempty"`
}

func treeOf(value cue.Value, patch bool) *tree {
	decided, isDefault := value.Default()
	result := &tree{}
	switch kind := decided.IncompleteKind(); {
	case kind == cue.StructKind && decided.Err() == nil:
		fields := fieldsOf(decided, patch)
		result.Fields = &fields
	case kind == cue.ListKind && decided.Err() == nil:
		elements := elementsOf(decided, patch)
		result.List, result.Rest = &elements, restOf(value, patch)
	case decided.IsConcrete() && decided.Kind() != cue.BottomKind:
		written, err := decided.MarshalJSON()
		if err != nil {
			return unknown(value)
		}
		result.Scalar = written
		if isDefault {
			result.Kinds, result.Choices = kindsOf(value.IncompleteKind()), choicesOf(value)
		}
	default:
		return unknown(value)
	}
	return result
}

// unknown is a value that somebody else may still decide.
func unknown(value cue.Value) *tree {
	result := &tree{Kinds: kindsOf(value.IncompleteKind()), Choices: choicesOf(value)}
	err := value.Validate(cue.Concrete(true))
	if found := problemsOf(err); len(found) > 0 {
		result.Why = &found[0]
	} else {
		why := at(value, value.Path().String(), "incomplete value")
		result.Why = &why
	}
	return result
}

func fieldsOf(value cue.Value, patch bool) []field {
	fields := []field{}
	iterator, err := value.Fields(cue.Optional(true))
	if err != nil {
		return fields
	}
	for iterator.Next() {
		selector := iterator.Selector()
		if selector.ConstraintType() == cue.OptionalConstraint || selector.IsDefinition() || selector.LabelType() != cue.StringLabel {
			continue
		}
		one := field{Name: selector.Unquoted(), Value: treeOf(iterator.Value(), patch)}
		if selector.ConstraintType() == cue.RequiredConstraint {
			one.Value = unknown(iterator.Value())
		}
		if patch {
			one.tags = tagsOf(iterator.Value())
		}
		fields = append(fields, one)
	}
	return fields
}

func elementsOf(value cue.Value, patch bool) []*tree {
	elements := []*tree{}
	iterator, err := value.List()
	for err == nil && iterator.Next() {
		elements = append(elements, treeOf(iterator.Value(), patch))
	}
	return elements
}

// restOf looks at the value before its default was taken: the default of an open list is a closed one.
func restOf(value cue.Value, patch bool) *tree {
	if op, _ := value.Expr(); op == cue.OrOp || !value.Allows(cue.AnyIndex) {
		return nil
	}
	rest := value.LookupPath(cue.MakePath(cue.AnyIndex))
	if !rest.Exists() {
		return &tree{}
	}
	return treeOf(rest, patch)
}

var kindNames = []struct {
	kind cue.Kind
	name string
}{
	{cue.NullKind, "null"}, {cue.BoolKind, "boolean"}, {cue.IntKind, "integer"}, {cue.FloatKind, "number"},
	{cue.StringKind, "string"}, {cue.BytesKind, "string"}, {cue.StructKind, "object"}, {cue.ListKind, "array"},
}

func kindsOf(kind cue.Kind) []string {
	var names []string
	for _, each := range kindNames {
		if kind&each.kind != 0 && (len(names) == 0 || names[len(names)-1] != each.name) {
			names = append(names, each.name)
		}
	}
	return names
}

// choicesOf lists the values of a disjunction of scalars; nil when the value is anything else.
func choicesOf(value cue.Value) []json.RawMessage {
	op, parts := value.Expr()
	if op != cue.OrOp {
		return nil
	}
	var choices []json.RawMessage
	for _, part := range parts {
		if !part.IsConcrete() || part.IncompleteKind()&(cue.StructKind|cue.ListKind) != 0 {
			return nil
		}
		written, err := part.MarshalJSON()
		if err != nil {
			return nil
		}
		choices = append(choices, written)
	}
	return choices
}

func tagsOf(value cue.Value) tags {
	var found tags
	for _, group := range value.Doc() {
		for name, content := range taggedIn(group) {
			switch name {
			case "patchKey":
				found.PatchKey = content
			case "patchStrategy":
				found.Strategy = content
			}
		}
	}
	return found
}

func taggedIn(group *ast.CommentGroup) map[string]string {
	found := map[string]string{}
	for _, comment := range group.List {
		text, tagged := strings.CutPrefix(strings.TrimSpace(strings.TrimPrefix(comment.Text, "//")), "+")
		name, content, assigned := strings.Cut(text, "=")
		content = strings.TrimSpace(content)
		if tagged && assigned && !strings.ContainsAny(content, " \t") {
			found[strings.TrimSpace(name)] = content
		}
	}
	return found
}
