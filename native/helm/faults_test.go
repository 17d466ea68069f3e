// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// asked is the one problem of a fetch from this repository.
func asked(t *testing.T, req fetchRequest) problem {
	t.Helper()
	req.ID, req.Store, req.MaxMiB = 7, t.TempDir(), 1
	line, err := json.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	resp := handleFetch(context.Background(), line)
	if resp.ID != 7 || len(resp.Problems) != 1 {
		t.Fatalf("one problem is expected: %+v", resp)
	}
	return resp.Problems[0]
}

func answering(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func TestAStatusSaysWhetherAskingAgainMayHelp(t *testing.T) {
	for code, temporary := range map[int]bool{
		400: false, 401: false, 403: false, 404: false, 410: false, 501: false,
		408: true, 425: true, 429: true, 500: true, 502: true, 503: true, 504: true,
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			repository := answering(t, status(code))
			oci := "oci://" + strings.TrimPrefix(repository, "http://") + "/charts/web"
			for name, req := range map[string]fetchRequest{
				"http": {URL: repository, Chart: "web"},
				"oci":  {URL: oci, Insecure: true},
				"pin":  {URL: oci, Insecure: true, Digest: "sha256:" + strings.Repeat("0", 64)},
			} {
				got := asked(t, req)
				if got.Temporary != temporary {
					t.Errorf("%s: temporary=%v: %s", name, got.Temporary, got.Message)
				}
				if !strings.Contains(got.Message, strings.TrimPrefix(req.URL, "http://")) {
					t.Errorf("%s: the repository is not named: %s", name, got.Message)
				}
			}
		})
	}
}

func TestWhoDoesNotAnswerMayAnswerLater(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	silent := make(chan struct{})
	slow := answering(t, func(http.ResponseWriter, *http.Request) { <-silent })
	t.Cleanup(func() { close(silent) })
	breaking := answering(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("half"))
	})
	for name, req := range map[string]fetchRequest{
		"refused":      {URL: "http://" + closed, Chart: "web"},
		"oci refused":  {URL: "oci://" + closed + "/charts/web", Insecure: true},
		"slow":         {URL: slow, Chart: "web", Milliseconds: 100},
		"broken off":   {URL: breaking, Chart: "web"},
		"no such host": {URL: "http://charts.invalid", Chart: "web"},
	} {
		t.Run(name, func(t *testing.T) {
			got := asked(t, req)
			if !got.Temporary || !strings.Contains(got.Message, strings.TrimPrefix(req.URL, "http://")) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWhatSomeoneHasToChangeIsFinal(t *testing.T) {
	bare := httptest.NewTLSServer(status(200))
	t.Cleanup(bare.Close)
	plain := answering(t, status(200))
	index := "entries: {web: [{version: 1.0.0, digest: %s, urls: [%s]}]}"
	lying := answering(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "index.yaml") {
			_, _ = fmt.Fprintf(w, index, strings.Repeat("0", 64), "web.tgz")
		}
	})
	odd := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintf(w, index, "", "ftp://x/web.tgz") })
	garbled := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>: {")) })
	for name, each := range map[string]struct {
		url  string
		says string
	}{
		"unknown authority": {bare.URL, "certificate"},
		"no TLS":            {strings.Replace(plain, "http:", "https:", 1), "HTTP response to HTTPS client"},
		"another digest":    {lying, "was announced"},
		"unusable address":  {odd, "no usable address"},
		"no index":          {garbled, "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			got := asked(t, fetchRequest{URL: each.url, Chart: "web"})
			if got.Temporary || !strings.Contains(got.Message, each.says) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestTheQueryOfAnAddressIsNotShown(t *testing.T) {
	_, err := http.Get("http://127.0.0.1:1/?token=t0p")
	said := unreachable("http://127.0.0.1:1", err)
	if strings.Contains(said.Error(), "t0p") || !isTemporary(fmt.Errorf("wrapped: %w", said)) {
		t.Error(said)
	}
}
