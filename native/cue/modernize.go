// SPDX-License-Identifier: Apache-2.0

package main

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/token"
)

// modernize lets templates of older CUE go on working. Joining lists with + and repeating them with * is gone from the language; both
// are written as the calls that replace them. The types of expressions are not known before evaluation, so names are judged by how the
// template declares them: a name is a list if every declaration of it is one.
func modernize(file *ast.File) {
	lists := listNames(file)
	if !usesListArithmetic(file, lists) {
		return
	}
	changed := astutil.Apply(file, nil, func(cursor astutil.Cursor) bool {
		binary, ok := cursor.Node().(*ast.BinaryExpr)
		if !ok {
			return true
		}
		if call := replacement(binary, lists, cursor); call != nil {
			cursor.Replace(call)
		}
		return true
	})
	*file = *changed.(*ast.File)
}

func replacement(binary *ast.BinaryExpr, lists map[string]bool, cursor astutil.Cursor) ast.Expr {
	left, right := isList(binary.X, lists), isList(binary.Y, lists)
	switch {
	case binary.Op == token.ADD && left && right:
		return call(cursor, "Concat", ast.NewList(binary.X, binary.Y))
	case binary.Op == token.MUL && left && !right:
		return call(cursor, "Repeat", binary.X, binary.Y)
	case binary.Op == token.MUL && right && !left:
		return call(cursor, "Repeat", binary.Y, binary.X)
	}
	return nil
}

func call(cursor astutil.Cursor, name string, arguments ...ast.Expr) ast.Expr {
	imported := cursor.Import("list")
	return ast.NewCall(ast.NewSel(imported, name), arguments...)
}

func usesListArithmetic(file *ast.File, lists map[string]bool) bool {
	found := false
	ast.Walk(file, func(node ast.Node) bool {
		if binary, ok := node.(*ast.BinaryExpr); ok && (binary.Op == token.ADD || binary.Op == token.MUL) {
			found = found || isList(binary.X, lists) || isList(binary.Y, lists)
		}
		return !found
	}, nil)
	return found
}

// listNames judges every name again until nothing changes: a list may be declared as the sum of two others.
func listNames(file *ast.File) map[string]bool {
	lists := map[string]bool{}
	for {
		round := map[string]bool{}
		declare := func(name string, value ast.Expr) {
			if name == "" {
				return
			}
			is := isList(value, lists)
			if before, known := round[name]; known {
				is = is && before
			}
			round[name] = is
		}
		ast.Walk(file, func(node ast.Node) bool {
			switch declared := node.(type) {
			case *ast.Field:
				name, _, _ := ast.LabelName(declared.Label)
				declare(name, declared.Value)
			case *ast.LetClause:
				declare(declared.Ident.Name, declared.Expr)
			}
			return true
		}, nil)
		if len(trueOf(round)) == len(trueOf(lists)) {
			return round
		}
		lists = round
	}
}

func trueOf(names map[string]bool) []string {
	var found []string
	for name, is := range names {
		if is {
			found = append(found, name)
		}
	}
	return found
}

func isList(expr ast.Expr, lists map[string]bool) bool {
	switch x := expr.(type) {
	case *ast.ListLit:
		return true
	case *ast.ParenExpr:
		return isList(x.X, lists)
	case *ast.UnaryExpr:
		return x.Op == token.MUL && isList(x.X, lists)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.OR, token.AND, token.MUL:
			return isList(x.X, lists) || isList(x.Y, lists)
		case token.ADD:
			return isList(x.X, lists) && isList(x.Y, lists)
		}
	case *ast.CallExpr:
		selector, ok := x.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		of, _ := selector.X.(*ast.Ident)
		name, _, _ := ast.LabelName(selector.Sel)
		return of != nil && of.Name == "list" && (name == "Concat" || name == "Repeat")
	case *ast.Ident:
		return lists[x.Name]
	case *ast.SelectorExpr:
		name, _, _ := ast.LabelName(x.Sel)
		return lists[name]
	case *ast.IndexExpr:
		if literal, ok := x.Index.(*ast.BasicLit); ok {
			name, _, _ := ast.LabelName(literal)
			return lists[name]
		}
	}
	return false
}
