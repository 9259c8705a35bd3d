#!/bin/bash
# At an upgrade rpm removes the older package after the newer one was installed: what that one made is to stay.
[ "$1" = 0 ] || exit 0

if type update-alternatives >/dev/null 2>&1; then
    # Where the app is gone already there may be none left.
    update-alternatives --remove session-playground '/opt/Session Playground/session-playground' >/dev/null 2>&1 || true
fi
if [ -L /usr/bin/session-playground ] && [ ! -e /usr/bin/session-playground ]; then
    rm -f /usr/bin/session-playground
fi

profile=/etc/apparmor.d/session-playground
if [ -f "$profile" ]; then
    if hash apparmor_parser 2>/dev/null; then
        apparmor_parser --remove "$profile" || true
    fi
    rm -f "$profile"
fi
exit 0
