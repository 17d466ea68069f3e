// SPDX-License-Identifier: Apache-2.0

// Command paddock-helm renders Helm charts for Paddock. As `paddock-helm render` it reads one JSON request per line on its standard
// input, answers each with one JSON line, and ends with its input; it opens no connection, and no file but the chart it is told of. As
// `paddock-helm fetch` it answers one request: it gets a chart from a repository or a registry and puts it into a store, and renders
// nothing. So what comes from outside is never templated by a process that has credentials or a network in hand.
//
// Whoever starts it is expected to end it when it answers too late. The limits here are a second line.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"
)

type response struct {
	ID       int64     `json:"id"`
	Result   any       `json:"result,omitempty"`
	Problems []problem `json:"problems,omitempty"`
}

type problem struct {
	Message string `json:"message"`
	// Temporary is what the next try may not meet.
	Temporary bool `json:"temporary,omitempty"`
}

const (
	exitBadInput = 2
	exitTooLate  = 3
)

func main() {
	if len(os.Args) < 2 {
		fail(errors.New("say render or fetch"))
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	deadline := flags.Duration("deadline", 10*time.Second, "end when one request takes longer")
	memory := flags.Int64("memory", 512, "MiB that work may take")
	answer := flags.Int("answer", 16, "MiB that one answer may have")
	_ = flags.Parse(os.Args[2:])
	limitMemory(*memory << 20)
	// Libraries log what is in requests; nothing of them may be on a standard error that others read.
	slog.SetDefault(slog.New(slog.DiscardHandler))
	var handle func(context.Context, []byte) response
	switch os.Args[1] {
	case "render":
		handle = handleRender
	case "fetch":
		handle = handleFetch
	default:
		fail(fmt.Errorf("unknown command %s", os.Args[1]))
	}
	if err := serve(os.Stdin, os.Stdout, *deadline, *answer<<20, handle); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "paddock-helm:", err)
	os.Exit(exitBadInput)
}

func serve(in io.Reader, out io.Writer, deadline time.Duration, limit int, handle func(context.Context, []byte) response) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	watchdog := time.AfterFunc(time.Hour, func() { os.Exit(exitTooLate) })
	watchdog.Stop()
	for {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		watchdog.Reset(deadline)
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		written, err := written(handle(ctx, line), limit)
		cancel()
		watchdog.Stop()
		if err != nil {
			return err
		}
		if _, err := out.Write(written); err != nil {
			return err
		}
	}
}

func written(resp response, limit int) ([]byte, error) {
	text, err := json.Marshal(resp)
	if err != nil {
		return nil, err
	}
	if len(text) > limit {
		too := refused(fmt.Errorf("the chart's objects have %d MiB, at most %d are allowed", len(text)>>20, limit>>20))
		too.ID = resp.ID
		if text, err = json.Marshal(too); err != nil {
			return nil, err
		}
	}
	return append(text, '\n'), nil
}

func refused(err error) response {
	return response{Problems: []problem{{Message: err.Error(), Temporary: isTemporary(err)}}}
}
