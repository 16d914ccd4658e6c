#!/bin/sh
# Builds the image of the embedded AWS from what ./lab has built, on top of eclipse-temurin:17-jre.
#   sh docker/image.sh [--sans-reseau] [--etiquette NOM[:VERSION]]
# --sans-reseau downloads nothing: the image is made of this machine's own JDK, bash and libraries (Linux only).
set -eu
racine=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
base=eclipse-temurin:17-jre
etiquette=ateliers-aws
while [ $# -gt 0 ]; do
    case $1 in
        --sans-reseau) base=scratch ;;
        --etiquette)
            etiquette=${2:?"--etiquette demande un nom"}
            shift
            ;;
        *)
            echo "Usage : sh docker/image.sh [--sans-reseau] [--etiquette NOM[:VERSION]]" >&2
            exit 2
            ;;
    esac
    shift
done
liste=$racine/grader/target/classpath.txt
if [ ! -f "$liste" ]; then
    echo "Rien n'est encore construit : lance d'abord ./lab list." >&2
    exit 3
fi
if [ -n "${JAVA_HOME:-}" ]; then
    PATH=$JAVA_HOME/bin:$PATH
fi

contexte=$(mktemp -d)
trap 'rm -rf "$contexte"' EXIT
image=$contexte/racine
ateliers=$image/opt/ateliers
mkdir -p "$ateliers/lib" "$image/usr/local/bin" "$image/tmp"
chmod 1777 "$image/tmp"
cp "$racine/docker/docker-entrypoint.sh" "$image/usr/local/bin/"
chmod 755 "$image/usr/local/bin/docker-entrypoint.sh"

chemin=
ajoute() {
    chemin=$chemin${chemin:+:}/opt/ateliers/lib/$1
}
for module in grader cloud; do
    jar --create --file "$ateliers/lib/$module.jar" -C "$racine/$module/target/classes" .
    ajoute "$module.jar"
done
ancien=$IFS
IFS=:
for jar in $(cat "$liste"); do
    case $jar in
        *.jar)
            cp "$jar" "$ateliers/lib/"
            ajoute "$(basename "$jar")"
            ;;
    esac
done
IFS=$ancien
printf '%s' "$chemin" >"$ateliers/classpath"

# What a program needs of this machine's libraries goes to the same places.
bibliotheques() {
    ldd "$@" 2>/dev/null | sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | sort -u | while read -r lib; do
        case $lib in
            "$image"/*) ;;
            *)
                mkdir -p "$image$(dirname "$lib")"
                [ -e "$image$lib" ] || cp -L "$lib" "$image$lib"
                ;;
        esac
    done
}

if [ "$base" = scratch ]; then
    java=$image/opt/java/openjdk
    mkdir -p "$image/bin" "$image/usr/bin" "$image/opt/java"
    jlink --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
        --strip-debug --no-header-files --no-man-pages --output "$java"
    # Nothing is drawn on a screen or played here.
    rm -f "$java/lib/libawt_xawt.so" "$java/lib/libsplashscreen.so" "$java/lib/libjsound.so" "$java/lib/libjawt.so"
    # What LocalStack's module for Testcontainers starts an image with.
    for outil in bash sleep cat; do
        cp -L "$(command -v $outil)" "$image/bin/$outil"
    done
    ln -s bash "$image/bin/sh"
    # shellcheck disable=SC2046
    bibliotheques "$image"/bin/* "$java"/bin/java $(find "$java/lib" -name '*.so')
fi

docker build --quiet --build-arg "BASE=$base" --tag "$etiquette" --file "$racine/Dockerfile" "$contexte"
