#!/bin/sh
# How the image starts, by the name that LocalStack's images have too: without a command, AWS on port 4566.
[ $# -gt 0 ] || set -- cloud
if [ "$1" = cloud ]; then
    shift
    # The container's own address; who may reach it is said by `docker run --publish`.
    set -- cloud --bind 0.0.0.0 "$@"
fi
exec java -XX:+DisableAttachMechanism -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -XX:ReservedCodeCacheSize=128m -Xms48m -Xmn24m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 \
    -Dfile.encoding=UTF-8 -Dateliers.terminal=false -Dateliers.conteneur=true -Duser.home=/tmp \
    -cp "$(cat /opt/ateliers/classpath)" ateliers.grader.cli.Main "$@"
