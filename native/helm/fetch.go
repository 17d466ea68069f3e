// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/Masterminds/semver/v3"
)

type fetchRequest struct {
	ID int64 `json:"id"`
	// URL is that of an HTTP repository, or oci://host/path of a chart's repository.
	URL     string `json:"url"`
	Chart   string `json:"chart"`
	Version string `json:"version"`
	// Digest of an OCI artifact, in the place of a version.
	Digest          string `json:"digest"`
	Username        string `json:"username"`
	Password        string `json:"password"`
	PassCredentials bool   `json:"passCredentials"`
	CA              string `json:"ca"`
	Cert            string `json:"cert"`
	Key             string `json:"key"`
	// Insecure allows plain HTTP to an OCI registry.
	Insecure bool   `json:"insecure"`
	Store    string `json:"store"`
	MaxMiB   int64  `json:"maxMiB"`
	// Milliseconds are what it may take; what takes longer is answered, which the end of this process would not be.
	Milliseconds int64 `json:"milliseconds"`
}

type fetchResult struct {
	Version string `json:"version"`
	// Digest is of the chart's archive.
	Digest string `json:"digest"`
	Path   string `json:"path"`
	// Source is where exactly it came from, without credentials.
	Source string `json:"source"`
}

const indexMiB = 64

func handleFetch(ctx context.Context, line []byte) response {
	var req fetchRequest
	if err := json.Unmarshal(line, &req); err != nil {
		return refused(errors.New("request: no JSON"))
	}
	if req.Milliseconds > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(req.Milliseconds)*time.Millisecond)
		defer cancel()
	}
	result, err := fetch(ctx, req)
	if err != nil {
		if ctx.Err() != nil {
			err = temporary{errors.New("getting the chart from " + req.URL + " took too long")}
		}
		resp := refused(err)
		resp.ID = req.ID
		return resp
	}
	return response{ID: req.ID, Result: result}
}

func fetch(ctx context.Context, req fetchRequest) (*fetchResult, error) {
	parsed, err := url.Parse(req.URL)
	if err != nil {
		return nil, errors.New("the repository's URL cannot be read")
	}
	if parsed.User != nil {
		return nil, errors.New("the repository's URL holds credentials; put them into a Secret and name it by secretRef")
	}
	client, err := httpClient(req)
	if err != nil {
		return nil, err
	}
	defer client.CloseIdleConnections()
	switch {
	case parsed.Scheme != "http" && parsed.Scheme != "https" && parsed.Scheme != "oci":
		return nil, fmt.Errorf("%s: a repository is http, https or oci", req.URL)
	case parsed.Host == "":
		return nil, fmt.Errorf("%s: the repository's URL names no host", req.URL)
	case parsed.Scheme == "oci":
		return fetchOCI(ctx, client, req, parsed)
	default:
		return fetchHTTP(ctx, client, req, parsed)
	}
}

func httpClient(req fetchRequest) (*http.Client, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if req.CA != "" {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM([]byte(req.CA)) {
			return nil, errors.New("the repository's certificate authority is no PEM certificate")
		}
	}
	if req.Cert != "" {
		pair, err := tls.X509KeyPair([]byte(req.Cert), []byte(req.Key))
		if err != nil {
			return nil, errors.New("the repository's client certificate and key do not fit")
		}
		config.Certificates = []tls.Certificate{pair}
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, TLSClientConfig: config, ForceAttemptHTTP2: true,
		DialContext:           (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
		ResponseHeaderTimeout: 15 * time.Second, TLSHandshakeTimeout: 5 * time.Second,
	}
	return &http.Client{Transport: transport, CheckRedirect: followed}, nil
}

// index is as much of a repository's index.yaml as choosing a version needs.
type index struct {
	Entries map[string][]struct {
		Version string   `json:"version"`
		URLs    []string `json:"urls"`
		Digest  string   `json:"digest"`
	} `json:"entries"`
}

func fetchHTTP(ctx context.Context, client *http.Client, req fetchRequest, repo *url.URL) (*fetchResult, error) {
	base := *repo
	base.Path = strings.TrimSuffix(base.Path, "/") + "/"
	text, err := get(ctx, client, req, base.JoinPath("index.yaml"), indexMiB<<20, true)
	if err != nil {
		return nil, err
	}
	known, err := readIndex(text)
	if err != nil {
		return nil, fmt.Errorf("the index of %s cannot be read: %w", req.URL, err)
	}
	entries := known.Entries[req.Chart]
	if len(entries) == 0 {
		return nil, fmt.Errorf("%s has no chart %s", req.URL, req.Chart)
	}
	versions := make([]string, 0, len(entries))
	for _, entry := range entries {
		versions = append(versions, entry.Version)
	}
	chosen, err := choose(versions, req.Version)
	if err != nil {
		return nil, fmt.Errorf("chart %s of %s: %w", req.Chart, req.URL, err)
	}
	for _, entry := range entries {
		if entry.Version != chosen || len(entry.URLs) == 0 {
			continue
		}
		at, err := base.Parse(entry.URLs[0])
		if err != nil || at.User != nil || (at.Scheme != "http" && at.Scheme != "https") {
			return nil, fmt.Errorf("the index of %s names no usable address for %s %s", req.URL, req.Chart, chosen)
		}
		digest := strings.TrimPrefix(entry.Digest, "sha256:")
		return stored(req, chosen, digest, at.String(), func() ([]byte, error) {
			sameHost := at.Scheme == repo.Scheme && at.Host == repo.Host
			return get(ctx, client, req, at, req.MaxMiB<<20, sameHost || req.PassCredentials)
		})
	}
	return nil, fmt.Errorf("the index of %s names no address for %s %s", req.URL, req.Chart, chosen)
}

// choose takes the version that is meant literally, or else the newest that the range allows; one before a release only if the range says so.
func choose(versions []string, wanted string) (string, error) {
	for _, version := range versions {
		if version == wanted || (wanted != "" && version == "v"+strings.TrimPrefix(wanted, "v")) {
			return version, nil
		}
	}
	if wanted == "" {
		wanted = "*"
	}
	constraint, err := semver.NewConstraint(wanted)
	if err != nil {
		return "", fmt.Errorf("%q is neither a version nor a range of versions", wanted)
	}
	var known []*semver.Version
	for _, version := range versions {
		if parsed, err := semver.NewVersion(version); err == nil {
			known = append(known, parsed)
		}
	}
	sort.Sort(sort.Reverse(semver.Collection(known)))
	for _, version := range known {
		if constraint.Check(version) {
			return version.Original(), nil
		}
	}
	newest := "there are none"
	if len(known) > 0 {
		newest = "the newest is " + known[0].Original()
	}
	return "", fmt.Errorf("no version is %s; %s", wanted, newest)
}

func get(ctx context.Context, client *http.Client, req fetchRequest, at *url.URL, limit int64, credentials bool) ([]byte, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	ask.Header.Set("User-Agent", "paddock-helm")
	if credentials && req.Username != "" {
		ask.SetBasicAuth(req.Username, req.Password)
	}
	resp, err := client.Do(ask)
	if err != nil {
		return nil, unreachable(req.URL, err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, answered(at.String(), resp.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return nil, unreachable(req.URL, err)
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s is larger than %d MiB", at, limit>>20)
	}
	return text, nil
}

// stored gives the archive of this digest from the store, or gets it and puts it there.
func stored(req fetchRequest, version, digest, source string, load func() ([]byte, error)) (*fetchResult, error) {
	if len(digest) == 2*sha256.Size && !strings.ContainsAny(digest, "/.") {
		path := filepath.Join(req.Store, digest+".tgz")
		if there, err := os.ReadFile(path); err == nil && sum(there) == digest {
			return &fetchResult{Version: version, Digest: "sha256:" + digest, Path: path, Source: source}, nil
		}
	}
	archive, err := load()
	if err != nil {
		return nil, err
	}
	actual := sum(archive)
	if digest != "" && digest != actual {
		return nil, fmt.Errorf("%s has the digest sha256:%s, and sha256:%s was announced", source, actual, digest)
	}
	path := filepath.Join(req.Store, actual+".tgz")
	if err := write(path, archive); err != nil {
		return nil, temporary{fmt.Errorf("the chart from %s cannot be kept: %w", req.URL, err)}
	}
	return &fetchResult{Version: version, Digest: "sha256:" + actual, Path: path, Source: source}, nil
}

func sum(archive []byte) string {
	digest := sha256.Sum256(archive)
	return hex.EncodeToString(digest[:])
}

// write lets nobody see half a file.
func write(path string, archive []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	if _, err := io.Copy(file, bytes.NewReader(archive)); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Chmod(0o600); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
