#!/bin/sh
# Uses the embedded AWS's CodeCommit with git as a person would: starts ./lab cloud on free ports, clones, pushes and fetches
# with Git credentials of an IAM user and, where it is installed, through git-remote-codecommit, checks what comes of it, and
# stops it. Says "skipped" where there is no `git` or no `curl`. Usage: git.sh
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
for tool in git curl; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "skipped: $tool is not installed"
        exit 0
    fi
done
if ! curl --help all 2>&1 | grep -q -- --aws-sigv4; then
    echo "skipped: this curl does not sign for AWS"
    exit 0
fi

work=$(mktemp -d)
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
    echo "FAILED: $*" >&2
    [ -f "$work/out" ] && sed 's/^/    /' "$work/out" >&2
    exit 1
}

# The configuration of whoever runs this must not count, nor may anybody be asked for a password.
export HOME="$work" XDG_CONFIG_HOME="$work" GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 GIT_ASKPASS=true
export AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none"
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_REGION CODE_COMMIT_ENDPOINT GIT_SSL_CAINFO 2>/dev/null

: >"$work/banner"
"$root/lab" cloud --port 0 --https 0 >"$work/banner" 2>"$work/errors" &
server=$!
tries=0
until grep -q 'sslCAInfo' "$work/banner"; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null || fail "./lab cloud ended: $(cat "$work/errors")"
    [ "$tries" -gt 300 ] && fail "./lab cloud says nothing"
    sleep 1
done
endpoint=$(sed -n 's/.*export AWS_ENDPOINT_URL=//p' "$work/banner")
region=$(sed -n 's/.*AWS_DEFAULT_REGION=//p' "$work/banner")
# What it says to type is what is typed.
sed -n 's/^ *\(git config --global .*\)$/\1/p' "$work/banner" >"$work/configure"
sh "$work/configure" || fail "what ./lab cloud prints does not work"

iam() {
    curl -sS --aws-sigv4 aws:amz:us-east-1:iam --user any:thing -d "$1&Version=2010-05-08" "$endpoint/" >"$work/out" \
        || fail "iam $1"
}
codecommit() {
    curl -sS --aws-sigv4 "aws:amz:$region:codecommit" --user any:thing -H 'Content-Type: application/x-amz-json-1.1' \
        -H "X-Amz-Target: CodeCommit_20150413.$1" -d "$2" "$endpoint/" >"$work/out" || fail "codecommit $1"
}
# run WORDS… : runs git, keeps its output, fails with it.
run() {
    git "$@" >"$work/out" 2>&1 || fail "git $*"
}
# refused WORDS… : runs git, which must fail.
refused() {
    git "$@" >"$work/out" 2>&1 && fail "git $* was not refused"
    return 0
}
seen() {
    grep -qF -- "$1" "$work/out" || fail "no « $1 » in:"
}
step() {
    echo "ok: $1"
}
element() {
    sed -n "s|.*<$1>\\(.*\\)</$1>.*|\\1|p" "$work/out" | head -n 1
}

codecommit CreateRepository '{"repositoryName": "boutique"}'
url="https://git-codecommit.$region.amazonaws.com/v1/repos/boutique"
seen "$url"
iam 'Action=CreateUser&UserName=zoe'
document='%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22codecommit%3AGitPull%22%2C%22Resource%22%3A%22*%22%7D'
push='%2C%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22codecommit%3AGitPush%22%2C%22Resource%22%3A%22*%22%7D'
iam "Action=PutUserPolicy&UserName=zoe&PolicyName=git&PolicyDocument=$document%5D%7D"
iam 'Action=CreateServiceSpecificCredential&UserName=zoe&ServiceName=codecommit.amazonaws.com'
user=$(element ServiceUserName) password=$(element ServicePassword)
[ -n "$password" ] || fail 'no Git credentials'

git config --global user.name Zoé
git config --global user.email zoe@example.com
git config --global init.defaultBranch main
git config --global advice.pushUpdateRejected false
login() {
    printf '#!/bin/sh\necho "username=%s"\necho "password=%s"\n' "$1" "$2" >"$work/login"
    chmod +x "$work/login"
    git config --global credential.helper "!$work/login"
}

login "$user" faux
refused clone "$url" "$work/wrong"
login "$user" "$password"
run clone "$url" "$work/one"
step 'clone with Git credentials, refused with a wrong password'

cd "$work/one" || exit 1
echo bonjour >README.md
run add .
run commit -m 'Première, avec é'
refused push origin HEAD:main
seen 'codecommit:GitPush'
step 'a push without permission is refused with a clear line'

iam "Action=PutUserPolicy&UserName=zoe&PolicyName=git&PolicyDocument=$document$push%5D%7D"
run push origin HEAD:main
run push origin HEAD:refs/heads/essai
run tag leger
run tag -a v1 -m 'Version 1'
run push origin --tags
codecommit GetRepository '{"repositoryName": "boutique"}'
seen '"defaultBranch":"main"'
run clone "$url" "$work/two"
[ "$(git -C "$work/two" log -1 --format=%s)" = 'Première, avec é' ] || fail 'the clone has another history'
[ "$(git -C "$work/two" tag | tr '\n' ' ')" = 'leger v1 ' ] || fail 'the tags did not arrive'
step 'push of branches and tags, clone'

run push origin :essai
refused push origin :main
seen 'default branch'
run commit --amend -m 'Autrement'
refused push origin HEAD:main
run push --force origin HEAD:main
run -C "$work/two" fetch origin
[ "$(git -C "$work/two" rev-parse origin/main)" = "$(git rev-parse HEAD)" ] || fail 'fetch brought something else'
step 'deletion, force, fetch'

for version in 0 1 2; do
    run -c protocol.version=$version ls-remote "$url"
    seen refs/tags/v1^{}
done
step 'protocol versions 0, 1 and 2'

head -c 3000000 /dev/urandom >big
run add .
run commit -m 'Gros'
run push origin HEAD:main
run -c http.postBuffer=1024 push origin HEAD:refs/heads/morceaux
run -C "$work/two" fetch origin
run -C "$work/two" reset --hard origin/main
cmp -s big "$work/two/big" || fail 'the large file came back changed'
step 'a large push, in chunks'
cd "$work" || exit 1

if command -v git-remote-codecommit >/dev/null 2>&1; then
    git config --global --unset credential.helper
    CODE_COMMIT_ENDPOINT=$(sed -n 's/.*export CODE_COMMIT_ENDPOINT=//p' "$work/banner")
    iam 'Action=CreateAccessKey&UserName=zoe'
    AWS_ACCESS_KEY_ID=$(element AccessKeyId) AWS_SECRET_ACCESS_KEY=$(element SecretAccessKey)
    export CODE_COMMIT_ENDPOINT AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION="$region"
    run clone "codecommit::$region://boutique" "$work/three"
    echo salut >"$work/three/autre.txt"
    run -C "$work/three" add .
    run -C "$work/three" commit -m 'Par une clé'
    run -C "$work/three" push origin HEAD:main
    AWS_SECRET_ACCESS_KEY=faux
    refused clone "codecommit::$region://boutique" "$work/four"
    step 'git-remote-codecommit: clone, push, refused with a wrong key'
else
    echo 'not tried: git-remote-codecommit is not installed'
fi
echo 'done'
