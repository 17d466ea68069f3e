module github.com/paddock-dev/paddock/native/pause

go 1.26.0
