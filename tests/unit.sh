#!/bin/sh
# The unit tests (Criterion), one result for each of them.
. "${0%/*}/tap.sh"

unit=$BUILD/tests/unit/unit
if [ ! -x "$unit" ]; then
	echo '1..0 # SKIP Criterion is not installed'
	exit 0
fi

# Status 1 is a failed test, which has its own line; anything more is the program breaking down.
status=0
"$unit" --tap=- "$@" || status=$?
[ "$status" -le 1 ] || echo "Bail out! the unit tests ended with status $status"
exit "$status"
