// SPDX-License-Identifier: Apache-2.0

// Command paddock-cue evaluates CUE templates for Paddock. It reads one JSON request per line on its standard input, answers each with
// one JSON line on its standard output, and ends with its input. It opens no file and no connection: a template sees its parameter, its
// context and CUE's standard library, and nothing else.
//
// Whoever starts it is expected to end it when it answers too late. The limits here are a second line: a worker whose master is gone,
// or that is about to take the machine's memory, ends by itself.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

type request struct {
	ID int64 `json:"id"`
	// Op is "render", "check", "schema" or "status".
	Op        string          `json:"op"`
	Template  string          `json:"template"`
	Parameter json.RawMessage `json:"parameter,omitempty"`
	Context   json.RawMessage `json:"context,omitempty"`
	// Health and Message are the snippets healthPolicy and customStatus, for "status".
	Health  string `json:"health,omitempty"`
	Message string `json:"message,omitempty"`
}

type response struct {
	ID       int64     `json:"id"`
	Result   any       `json:"result,omitempty"`
	Problems []problem `json:"problems,omitempty"`
}

const (
	exitBadInput = 2
	exitTooLate  = 3
)

func main() {
	deadline := flag.Duration("deadline", 10*time.Second, "end when one request takes longer")
	memory := flag.Int64("memory", 512, "MiB that evaluation may take")
	answer := flag.Int("answer", 16, "MiB that one answer may have")
	flag.Parse()
	limitMemory(*memory << 20)
	if err := serve(os.Stdin, os.Stdout, *deadline, *answer<<20); err != nil {
		fmt.Fprintln(os.Stderr, "paddock-cue:", err)
		os.Exit(exitBadInput)
	}
}

func serve(in io.Reader, out io.Writer, deadline time.Duration, limit int) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	watchdog := time.AfterFunc(time.Hour, func() { os.Exit(exitTooLate) })
	watchdog.Stop()
	evaluator := newEvaluator()
	for {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		var req request
		if err := json.Unmarshal(line, &req); err != nil {
			return fmt.Errorf("request: %w", err)
		}
		watchdog.Reset(deadline)
		written, err := answer(evaluator, req, limit)
		watchdog.Stop()
		if err != nil {
			return err
		}
		if _, err := out.Write(written); err != nil {
			return err
		}
	}
}

func answer(evaluator *evaluator, req request, limit int) ([]byte, error) {
	resp := response{ID: req.ID}
	resp.Result, resp.Problems = evaluator.handle(req)
	written, err := json.Marshal(resp)
	if err != nil {
		return nil, err
	}
	if len(written) > limit {
		too := problem{Message: fmt.Sprintf("the result has %d MiB, at most %d are allowed", len(written)>>20, limit>>20)}
		if written, err = json.Marshal(response{ID: req.ID, Problems: []problem{too}}); err != nil {
			return nil, err
		}
	}
	return append(written, '\n'), nil
}
