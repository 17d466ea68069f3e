// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a program that is to come back when it ends by itself, as one under systemd does. What is started, and
 * recorded, is a small shell with the program as its child: ending the shell ends the program, even if it is killed.
 *
 * <p>A program whose first run ends early has a fault that another start does not mend, so that ends the keeper too and the
 * starter sees why. Later ones are started again after one second, and then after twice as long each time, up to half a
 * minute, until one has lasted a minute.
 */
public final class Keeper {
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The program tells the kernel to end it with its keeper, and then sees that this was not too late. */
    private static final String SCRIPT = """
            settle=$1 first=$2
            shift 2
            now() { read -r up rest < /proc/uptime; echo "${up%.*}"; }
            stop() {
                trap '' TERM
                [ -z "$running" ] || { kill -TERM "$!" 2>/dev/null; wait "$!"; }
                exit 0
            }
            running= settled= pause=$first
            trap stop TERM
            while :; do
                began=$(now)
                setpriv --pdeathsig KILL sh -c 'kill -0 "$0" 2>/dev/null && exec "$@"' "$$" "$@" &
                running=1
                wait "$!"
                status=$?
                running=
                lasted=$(($(now) - began))
                if [ -z "$settled" ] && [ "$lasted" -lt "$settle" ]; then
                    exit "$status"
                fi
                settled=1
                if [ "$lasted" -ge 60 ]; then
                    pause=$first
                fi
                echo "paddock: it ended with status $status after $lasted s, and starts again in $pause s"
                sleep "$pause" &
                running=1
                wait "$!"
                running=
                pause=$((pause * 2 > 30 ? 30 : pause * 2))
            done
            """;

    private Keeper() {}

    /** The command line that runs this program and keeps it running. */
    public static List<String> keeping(List<String> program) {
        return keeping(program, SETTLED, FIRST_PAUSE);
    }

    static List<String> keeping(List<String> program, Duration settled, Duration firstPause) {
        List<String> command = new ArrayList<>(List.of(
                "sh", "-c", SCRIPT, "sh", Long.toString(settled.toSeconds()), Long.toString(firstPause.toSeconds())));
        command.addAll(program);
        return command;
    }
}
