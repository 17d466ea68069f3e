// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/errdef"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/errcode"
	"sigs.k8s.io/yaml"
)

const (
	chartLayer  = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
	manifestMiB = 4
	maxTags     = 10_000
)

func readIndex(text []byte) (*index, error) {
	var known index
	if err := yaml.Unmarshal(text, &known); err != nil {
		return nil, err
	}
	return &known, nil
}

func fetchOCI(ctx context.Context, client *http.Client, req fetchRequest, at *url.URL) (*fetchResult, error) {
	repository, err := remote.NewRepository(at.Host + strings.TrimSuffix(at.Path, "/"))
	if err != nil {
		return nil, fmt.Errorf("%s is no repository of a registry", req.URL)
	}
	repository.PlainHTTP = req.Insecure
	asking := &auth.Client{Client: client, Cache: auth.NewCache()}
	if req.Username != "" {
		asking.Credential = auth.StaticCredential(at.Host, auth.Credential{Username: req.Username, Password: req.Password})
	}
	repository.Client = asking
	tag, err := reference(ctx, repository, req)
	if err != nil {
		return nil, inWords(req, err)
	}
	descriptor, err := repository.Resolve(ctx, tag)
	if err != nil {
		return nil, inWords(req, err)
	}
	if descriptor.Size > manifestMiB<<20 {
		return nil, fmt.Errorf("the manifest of %s is larger than %d MiB", req.URL, manifestMiB)
	}
	text, err := content.FetchAll(ctx, repository, descriptor)
	if err != nil {
		return nil, inWords(req, err)
	}
	layer, err := chartOf(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", req.URL, err)
	}
	if layer.Size > req.MaxMiB<<20 {
		return nil, fmt.Errorf("the chart of %s is larger than %d MiB", req.URL, req.MaxMiB)
	}
	source := req.URL + "@" + descriptor.Digest.String()
	version := strings.ReplaceAll(tag, "_", "+")
	if req.Digest != "" {
		version = ""
	}
	return stored(req, version, layer.Digest.Encoded(), source, func() ([]byte, error) {
		archive, err := content.FetchAll(ctx, repository.Blobs(), layer)
		return archive, inWords(req, err)
	})
}

// reference is the digest or the tag that is meant. Tags cannot have a plus, which Helm writes as an underscore.
func reference(ctx context.Context, repository *remote.Repository, req fetchRequest) (string, error) {
	if req.Digest != "" {
		return req.Digest, nil
	}
	var versions []string
	err := repository.Tags(ctx, "", func(tags []string) error {
		for _, tag := range tags {
			versions = append(versions, strings.ReplaceAll(tag, "_", "+"))
		}
		if len(versions) > maxTags {
			return fmt.Errorf("%s has more than %d tags", req.URL, maxTags)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	chosen, err := choose(versions, req.Version)
	if err != nil {
		return "", fmt.Errorf("chart %s: %w", req.URL, err)
	}
	return strings.ReplaceAll(chosen, "+", "_"), nil
}

func chartOf(text []byte) (ocispec.Descriptor, error) {
	var manifest ocispec.Manifest
	if err := json.Unmarshal(text, &manifest); err != nil {
		return ocispec.Descriptor{}, errors.New("its manifest cannot be read")
	}
	for _, layer := range manifest.Layers {
		if layer.MediaType == chartLayer {
			return layer, nil
		}
	}
	return ocispec.Descriptor{}, errors.New("it holds no Helm chart")
}

func inWords(req fetchRequest, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, auth.ErrBasicCredentialNotFound) {
		return answered(req.URL, http.StatusUnauthorized)
	}
	var answer *errcode.ErrorResponse
	if errors.As(err, &answer) {
		if answer.StatusCode == http.StatusNotFound {
			return fmt.Errorf("%s has no such chart", req.URL)
		}
		return answered(req.URL, answer.StatusCode)
	}
	if errors.Is(err, errdef.ErrNotFound) {
		return fmt.Errorf("%s has no such chart", req.URL)
	}
	if ofNetwork(err) {
		return unreachable(req.URL, err)
	}
	return err
}
