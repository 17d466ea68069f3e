// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// temporary is a fault that the next try may not meet: nobody has to change anything for it to go away.
type temporary struct{ error }

func (t temporary) Unwrap() error { return t.error }

func isTemporary(err error) bool {
	var found temporary
	return errors.As(err, &found)
}

// unreachable says that a repository gave no whole answer, and whether asking again may help.
func unreachable(repository string, err error) error {
	if isTemporary(err) {
		return err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return temporary{fmt.Errorf("%s does not answer in time", repository)}
	}
	// What is asked for is in it, and may hold what only its asker should know.
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err
	}
	said := fmt.Errorf("%s cannot be reached: %w", repository, err)
	if misfits(err) {
		return said
	}
	return temporary{said}
}

var errMisdirected = errors.New("it redirects in circles, or to something that is no web address")

// followed stops where asking again would lead to the same place.
func followed(next *http.Request, before []*http.Request) error {
	if len(before) >= 10 || next.URL.Scheme != "http" && next.URL.Scheme != "https" {
		return errMisdirected
	}
	return nil
}

// misfits tells what stays until someone changes the repository, its URL or the Secret: certificates, and TLS on one side only.
func misfits(err error) bool {
	var verification *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	var operation *net.OpError
	return errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &invalid) || errors.As(err, &host) ||
		errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch) || errors.Is(err, errMisdirected) ||
		errors.As(err, &operation) && operation.Op == "remote error"
}

// ofNetwork tells the faults of a connection from what a library says of an answer that it has whole.
func ofNetwork(err error) bool {
	var asked *url.Error
	var network net.Error
	return errors.As(err, &asked) || errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// passing tells the answers of a server that is busy or broken from those that are about what it was asked.
func passing(status int) bool {
	return status >= http.StatusInternalServerError && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported ||
		status == http.StatusTooManyRequests || status == http.StatusRequestTimeout || status == http.StatusTooEarly
}

// answered puts an HTTP status into words.
func answered(what string, status int) error {
	shown := fmt.Errorf("%s answers %d %s", what, status, http.StatusText(status))
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return fmt.Errorf("%w; name a Secret with username and password by secretRef", shown)
	case passing(status):
		return temporary{shown}
	}
	return shown
}
