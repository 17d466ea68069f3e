// SPDX-License-Identifier: Apache-2.0

package main

// status is what the snippets of a definition say about a running object; nil where a snippet is not there or says nothing yet.
type status struct {
	Healthy *bool   `json:"healthy,omitempty"`
	Message *string `json:"message,omitempty"`
}

func (e *evaluator) status(req request) (any, []problem) {
	var result status
	if req.Health != "" {
		root, problems := e.build(withTemplate(req, req.Health), given)
		if problems != nil {
			return nil, problems
		}
		healthy, err := lookup(root, "isHealth").Bool()
		if err == nil {
			result.Healthy = &healthy
		} else {
			// A field of a status that is not written yet is no fault of the definition: not healthy for now.
			unhealthy := false
			result.Healthy = &unhealthy
		}
	}
	if req.Message != "" {
		root, problems := e.build(withTemplate(req, req.Message), given)
		if problems != nil {
			return nil, problems
		}
		if message, err := lookup(root, "message").String(); err == nil {
			result.Message = &message
		}
	}
	return result, nil
}

func withTemplate(req request, template string) request {
	req.Template = template
	return req
}
