// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/parser"
	cuejson "cuelang.org/go/encoding/json"
)

// rendered is what a template said. Output, outputs, patch and patchOutputs are annotated trees, see tree.
type rendered struct {
	Output       *tree   `json:"output,omitempty"`
	Outputs      []field `json:"outputs,omitempty"`
	Patch        *tree   `json:"patch,omitempty"`
	Strategy     string  `json:"patchStrategy,omitempty"`
	PatchOutputs []field `json:"patchOutputs,omitempty"`
	// Missing are parameters that were not given and have no default. That is a fault only if something of the result needs them.
	Missing []problem `json:"missing,omitempty"`
}

// evaluator keeps templates it has compiled: compiling takes longer than evaluating, and a hub renders few templates many times.
type evaluator struct {
	compiled map[string]*compiled
}

// compiled is a template with everything open that a request decides.
type compiled struct {
	context *cue.Context
	root    cue.Value
	uses    int
}

const (
	// mostCompiled and mostUses bound memory: a context of CUE keeps every label it has seen.
	mostCompiled = 128
	mostUses     = 256
)

func newEvaluator() *evaluator { return &evaluator{compiled: map[string]*compiled{}} }

// handle answers also when the library panics on a template: that is a fault of one template, not of the worker.
func (e *evaluator) handle(req request) (result any, problems []problem) {
	defer func() {
		if fault := recover(); fault != nil {
			result, problems = nil, []problem{{Message: fmt.Sprintf("CUE cannot evaluate the template: %v", fault)}}
		}
	}()
	switch req.Op {
	case "render":
		return e.render(req)
	case "check":
		_, problems := e.build(req, open)
		return nil, problems
	case "schema":
		return e.schema(req)
	case "status":
		return e.status(req)
	}
	return nil, []problem{{Message: fmt.Sprintf("unknown operation %q", req.Op)}}
}

func (e *evaluator) render(req request) (any, []problem) {
	root, problems := e.build(req, given)
	if problems != nil {
		return nil, problems
	}
	if found := lookup(root, "processing"); found.Exists() {
		return nil, []problem{at(found, "processing", "processing is not supported: a template may not call out")}
	}
	if problems := userProblems(root); problems != nil {
		return nil, problems
	}
	missing := problemsOf(lookup(root, "parameter").Validate(cue.Concrete(true)))
	if err := root.Validate(); err != nil {
		return nil, withMissing(problemsOf(err), missing)
	}
	result := rendered{Missing: missing}
	if output := lookup(root, "output"); output.Exists() {
		result.Output = treeOf(output, false)
	}
	result.Outputs = fieldsAt(root, "outputs", false)
	if patch := lookup(root, "patch"); patch.Exists() {
		result.Patch = treeOf(patch, true)
		result.Strategy = tagsOf(patch).Strategy
	}
	result.PatchOutputs = fieldsAt(root, "patchOutputs", true)
	return result, nil
}

// withMissing adds parameters that are missing to what is wrong with the others, so that both are told at once.
func withMissing(problems, missing []problem) []problem {
	told := map[string]bool{}
	for _, each := range problems {
		told[each.Path] = true
	}
	for _, each := range missing {
		if !told[each.Path] {
			problems = append(problems, each)
		}
	}
	return problems
}

// userProblems are what the template itself complains of, in its field errs.
func userProblems(root cue.Value) []problem {
	errs := lookup(root, "errs")
	if !errs.Exists() {
		return nil
	}
	var said []string
	if errs.Decode(&said) != nil {
		// Not a list of texts, or not known yet: validation says more about it than could be said here.
		return nil
	}
	var problems []problem
	for _, text := range said {
		problems = append(problems, problem{Message: text})
	}
	return problems
}

func fieldsAt(root cue.Value, name string, patch bool) []field {
	found := lookup(root, name)
	if !found.Exists() {
		return nil
	}
	return fieldsOf(found, patch)
}

func lookup(root cue.Value, name string) cue.Value {
	return root.LookupPath(cue.MakePath(cue.Str(name)))
}

// inputs says what stands for parameter and context.
type inputs int

const (
	// given: the values of the request.
	given inputs = iota
	// open: any value, to look at the template alone.
	open
)

// build evaluates the template of a request with its parameter and context.
func (e *evaluator) build(req request, with inputs) (cue.Value, []problem) {
	template, problems := e.compile(req.Template)
	if problems != nil {
		return cue.Value{}, problems
	}
	root := template.root
	if with == given {
		decls, err := decided(req)
		if err != nil {
			return cue.Value{}, problemsOf(err)
		}
		root = root.Unify(template.context.BuildFile(&ast.File{Filename: "inputs", Decls: decls}))
	}
	if err := root.Err(); err != nil {
		if all := root.Validate(); all != nil {
			err = all
		}
		return root, problemsOf(err)
	}
	return root, nil
}

func (e *evaluator) compile(text string) (*compiled, []problem) {
	if known := e.compiled[text]; known != nil && known.uses < mostUses {
		known.uses++
		return known, nil
	}
	file, problems := parse(text)
	if problems != nil {
		return nil, problems
	}
	// Only files of one package see each other's fields.
	withPackage(file)
	openInputs := &ast.File{Filename: "inputs", Decls: []ast.Decl{
		packageClause(),
		&ast.Field{Label: ast.NewIdent("context"), Value: ast.NewIdent("_")},
		&ast.Field{Label: ast.NewIdent("parameter"), Value: ast.NewIdent("_")},
	}}
	instance := build.NewContext().NewInstance("", nil)
	for _, part := range []*ast.File{file, openInputs} {
		if err := instance.AddSyntax(part); err != nil {
			return nil, problemsOf(err)
		}
	}
	context := cuecontext.New()
	template := &compiled{context: context, root: context.BuildInstance(instance)}
	if len(e.compiled) >= mostCompiled {
		clear(e.compiled)
	}
	e.compiled[text] = template
	return template, nil
}

// decided are the fields of the request that the template waits for.
func decided(req request) ([]ast.Decl, error) {
	var decls []ast.Decl
	for _, input := range []struct {
		name string
		json json.RawMessage
	}{{"context", req.Context}, {"parameter", req.Parameter}} {
		var value ast.Expr = ast.NewStruct()
		if len(input.json) > 0 {
			var err error
			if value, err = cuejson.Extract(input.name, input.json); err != nil {
				return nil, err
			}
		}
		decls = append(decls, &ast.Field{Label: ast.NewIdent(input.name), Value: value})
	}
	return decls, nil
}

func packageClause() ast.Decl { return &ast.Package{Name: ast.NewIdent("definition")} }

func withPackage(file *ast.File) {
	decls := []ast.Decl{packageClause()}
	for _, decl := range file.Decls {
		if _, is := decl.(*ast.Package); !is {
			decls = append(decls, decl)
		}
	}
	file.Decls = decls
}

func parse(template string) (*ast.File, []problem) {
	file, err := parser.ParseFile(templateFile, template, parser.ParseComments)
	if err != nil {
		return nil, problemsOf(err)
	}
	for _, imported := range file.Imports {
		if found, refused := refusedImport(imported); refused {
			return nil, []problem{found}
		}
	}
	modernize(file)
	return file, nil
}

// refusedImport lets through what CUE itself brings. Its tool packages read files and run programs when the cue command drives them;
// they do nothing here, so a template that wants them is told.
func refusedImport(spec *ast.ImportSpec) (problem, bool) {
	path := strings.Trim(spec.Path.Value, `"`)
	name, _, _ := strings.Cut(path, ":")
	if standard[name] {
		return problem{}, false
	}
	return problem{
		Line:    spec.Path.Pos().Line(),
		Column:  spec.Path.Pos().Column(),
		Message: fmt.Sprintf("import %q is not available: templates import only CUE's standard library", path),
	}, true
}

var standard = set("crypto/ed25519", "crypto/hmac", "crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512",
	"encoding/base64", "encoding/csv", "encoding/hex", "encoding/json", "encoding/toml", "encoding/yaml", "html", "list", "math",
	"math/bits", "net", "path", "regexp", "strconv", "strings", "struct", "text/tabwriter", "text/template", "time", "uuid")

func set(names ...string) map[string]bool {
	all := map[string]bool{}
	for _, name := range names {
		all[name] = true
	}
	return all
}

func at(value cue.Value, path, message string) problem {
	one := problem{Path: path, Message: message}
	if pos := value.Pos(); pos.IsValid() && pos.Filename() == templateFile {
		one.Line, one.Column = pos.Line(), pos.Column()
	}
	return one
}
