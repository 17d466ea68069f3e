// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type renderRequest struct {
	ID int64 `json:"id"`
	// Chart is a file or a directory.
	Chart         string         `json:"chart"`
	Name          string         `json:"name"`
	Namespace     string         `json:"namespace"`
	Values        map[string]any `json:"values"`
	ValuesFiles   []string       `json:"valuesFiles"`
	IgnoreMissing bool           `json:"ignoreMissingValuesFiles"`
	KubeVersion   string         `json:"kubeVersion"`
	APIVersions   []string       `json:"apiVersions"`
}

type renderResult struct {
	Chart   string           `json:"chart"`
	Version string           `json:"version"`
	Objects []map[string]any `json:"objects"`
	Hooks   []hook           `json:"hooks,omitempty"`
}

// hook is what Helm would run at a moment of a release's life; the master decides what becomes of it.
type hook struct {
	Kind   string   `json:"kind"`
	Name   string   `json:"name"`
	Events []string `json:"events"`
}

func handleRender(ctx context.Context, line []byte) response {
	var req renderRequest
	if err := json.Unmarshal(line, &req); err != nil {
		return refused(fmt.Errorf("request: %w", err))
	}
	result, err := render(ctx, req)
	if err != nil {
		resp := refused(err)
		resp.ID = req.ID
		return resp
	}
	return response{ID: req.ID, Result: result}
}

func render(ctx context.Context, req renderRequest) (*renderResult, error) {
	chrt, err := load(req.Chart)
	if err != nil {
		return nil, err
	}
	caps, err := capabilities(req)
	if err != nil {
		return nil, err
	}
	if err := usable(chrt, caps); err != nil {
		return nil, err
	}
	if err := useValuesFiles(chrt, req.ValuesFiles, req.IgnoreMissing); err != nil {
		return nil, err
	}
	if req.Values == nil {
		req.Values = map[string]any{}
	}
	if err := chartutil.ProcessDependencies(chrt, req.Values); err != nil {
		return nil, err
	}
	options := common.ReleaseOptions{Name: req.Name, Namespace: req.Namespace, Revision: 1, IsInstall: true}
	values, err := util.ToRenderValues(chrt, req.Values, options, caps)
	if err != nil {
		return nil, err
	}
	files, err := engine.Engine{CustomTemplateFuncs: unrepeatable()}.RenderWithContext(ctx, chrt, values)
	if err != nil {
		return nil, err
	}
	return collect(chrt, files)
}

func load(path string) (*chart.Chart, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("there is no chart at %s", path)
	}
	if info.IsDir() {
		return loader.LoadDir(path)
	}
	return loader.LoadFile(path)
}

func capabilities(req renderRequest) (*common.Capabilities, error) {
	caps := common.DefaultCapabilities.Copy()
	if req.KubeVersion != "" {
		version, err := common.ParseKubeVersion(req.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("Kubernetes version %s: %w", req.KubeVersion, err)
		}
		caps.KubeVersion = *version
	}
	caps.APIVersions = append(append(common.VersionSet{}, caps.APIVersions...), req.APIVersions...)
	return caps, nil
}

func usable(chrt *chart.Chart, caps *common.Capabilities) error {
	if err := chrt.Validate(); err != nil {
		return err
	}
	if chrt.Metadata.Type == "library" {
		return fmt.Errorf("%s is a library chart: other charts use it, nothing installs it", chrt.Name())
	}
	wanted := chrt.Metadata.KubeVersion
	if wanted != "" && !chartutil.IsCompatibleRange(wanted, caps.KubeVersion.String()) {
		return fmt.Errorf("the chart wants Kubernetes %s, and this is for %s", wanted, caps.KubeVersion.Version)
	}
	var missing []string
	for _, dependency := range chrt.Metadata.Dependencies {
		found := false
		for _, there := range chrt.Dependencies() {
			found = found || there.Name() == dependency.Name
		}
		if !found {
			missing = append(missing, dependency.Name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the chart lacks its dependencies %s in charts/: run helm dependency build", strings.Join(missing, ", "))
	}
	return nil
}

// useValuesFiles puts the named files of the chart, merged in their order, in the place of its values.yaml, as Flux does.
func useValuesFiles(chrt *chart.Chart, names []string, ignoreMissing bool) error {
	if len(names) == 0 {
		return nil
	}
	merged := map[string]any{}
	for _, name := range names {
		found := false
		for _, file := range chrt.Raw {
			if file.Name != name {
				continue
			}
			found = true
			values, err := loader.LoadValues(bytes.NewReader(file.Data))
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			merged = loader.MergeMaps(merged, values)
		}
		if !found && !ignoreMissing {
			return fmt.Errorf("the chart has no file %s", name)
		}
	}
	chrt.Values = merged
	return nil
}

// unrepeatable refuses functions that give something else each time: what is delivered is named by its digest, and would never be the same.
func unrepeatable() map[string]any {
	functions := map[string]any{}
	for _, name := range []string{
		"randAlphaNum", "randAlpha", "randAscii", "randNumeric", "randBytes", "randInt", "uuidv4", "now", "htpasswd", "bcrypt",
		"genPrivateKey", "genCA", "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert",
		"genSignedCertWithKey", "encryptAES", "shuffle",
	} {
		functions[name] = func(...any) (string, error) {
			return "", errors.New("the chart calls " + name + ", which gives something else each time; set the value it stands for")
		}
	}
	return functions
}

func collect(chrt *chart.Chart, files map[string]string) (*renderResult, error) {
	for name := range files {
		if strings.HasSuffix(name, "NOTES.txt") {
			delete(files, name)
		}
	}
	hooks, manifests, err := releaseutil.SortManifests(files, nil, releaseutil.InstallOrder)
	if err != nil {
		return nil, err
	}
	result := &renderResult{Chart: chrt.Name(), Version: chrt.Metadata.Version, Objects: []map[string]any{}}
	for _, crd := range chrt.CRDObjects() {
		if err := result.add(crd.Filename, string(crd.File.Data)); err != nil {
			return nil, err
		}
	}
	for _, manifest := range manifests {
		if err := result.add(manifest.Name, manifest.Content); err != nil {
			return nil, err
		}
	}
	for _, each := range hooks {
		one := hook{Kind: each.Kind, Name: each.Name}
		for _, event := range each.Events {
			one.Events = append(one.Events, event.String())
		}
		result.Hooks = append(result.Hooks, one)
	}
	return result, nil
}

func (r *renderResult) add(file, text string) error {
	documents := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		var object map[string]any
		if err := yaml.Unmarshal(document, &object); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if len(object) == 0 {
			continue
		}
		if items, isList := object["items"].([]any); isList && object["kind"] == "List" {
			for _, item := range items {
				if one, isObject := item.(map[string]any); isObject {
					r.Objects = append(r.Objects, one)
				}
			}
			continue
		}
		r.Objects = append(r.Objects, object)
	}
}
