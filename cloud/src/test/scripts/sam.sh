#!/bin/sh
# Uses the embedded AWS with the SAM CLI as a person would: starts ./lab cloud on a free port, deploys through the bucket that
# SAM makes for itself, changes, lists, invokes, reads the logs, synchronises, deletes, checks what comes of it, and stops it.
# Says "skipped" where there is no `sam` or no `javac`. Usage: sam.sh
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
for tool in sam javac; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "skipped: $tool is not installed"
        exit 0
    fi
done

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

# The configuration of whoever runs this must not count, nor may SAM tell its makers of it.
export HOME="$work" AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none"
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=thing AWS_DEFAULT_REGION=eu-west-3 SAM_CLI_TELEMETRY=0
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_REGION 2>/dev/null

: >"$work/banner"
"$root/lab" cloud --port 0 >"$work/banner" 2>"$work/errors" &
server=$!
tries=0
until grep -q 'export AWS_ENDPOINT_URL=' "$work/banner"; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null || fail "./lab cloud ended: $(cat "$work/errors")"
    [ "$tries" -gt 300 ] && fail "./lab cloud says nothing"
    sleep 1
done
AWS_ENDPOINT_URL=$(sed -n 's/.*export AWS_ENDPOINT_URL=//p' "$work/banner")
export AWS_ENDPOINT_URL

# call WORDS… : runs SAM, keeps its output, fails with it.
call() {
    sam "$@" >"$work/out" 2>&1 </dev/null || fail "sam $*"
}
# synchronised WORDS… : runs SAM's sync, which asks whether the stack may drift.
synchronised() {
    echo Y | sam sync --no-watch --no-dependency-layer --template-file template.yaml --stack-name greetings "$@" \
        >"$work/out" 2>&1 || fail "sam sync $*"
}
# refused WORDS… : runs SAM, which must fail.
refused() {
    sam "$@" >"$work/out" 2>&1 </dev/null && fail "sam $* was not refused"
    return 0
}
# seen TEXT : the last output has it.
seen() {
    grep -qF -- "$1" "$work/out" || fail "no « $1 » in:"
}
step() {
    echo "ok: $1"
}

mkdir -p "$work/classes" "$work/src"
# greeter WORD : compiles a function that greets with it.
greeter() {
    cat >"$work/src/Greeter.java" <<JAVA
public class Greeter {
    public String greet(java.util.Map<String, Object> event) {
        System.out.println("on me dit " + event.get("name"));
        return "$1 " + event.get("name");
    }
}
JAVA
    javac --release 17 -d "$work/classes" "$work/src/Greeter.java" >"$work/out" 2>&1 || fail javac
}
cat >"$work/template.yaml" <<'YAML'
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Greeter:
    Type: AWS::Serverless::Function
    Metadata: {SkipBuild: true}
    Properties:
      Runtime: java17
      Handler: Greeter::greet
      CodeUri: classes
      MemorySize: 512
      Timeout: 30
      FunctionUrlConfig: {AuthType: AWS_IAM}
      Events:
        Get: {Type: HttpApi, Properties: {Path: /salut, Method: get}}
Outputs:
  Name: {Value: !Ref Greeter}
YAML
cd "$work" || exit 1
deploy="deploy --template-file template.yaml --stack-name greetings --resolve-s3 --capabilities CAPABILITY_IAM"

greeter bonjour
# shellcheck disable=SC2086
call $deploy
seen 'Managed S3 bucket: aws-sam-cli-managed-default-samclisourcebucket-'
seen 'Successfully created/updated stack - greetings in eu-west-3'
step 'deploy --resolve-s3, with its managed bucket'

# shellcheck disable=SC2086
refused $deploy
seen 'No changes to deploy. Stack greetings is up to date'
# shellcheck disable=SC2086
call $deploy --no-fail-on-empty-changeset
greeter salut
# shellcheck disable=SC2086
call $deploy
seen '* Modify'
seen 'UPDATE_COMPLETE'
step 'deploy again, without changes and with one'

call list resources --stack-name greetings --output json
seen '"LogicalResourceId": "GreeterGetPermission"'
call list stack-outputs --stack-name greetings --output json
seen '"OutputKey": "Name"'
call list endpoints --stack-name greetings --output json
seen '.lambda-url.eu-west-3.on.aws/'
seen '.execute-api.eu-west-3.amazonaws.com/'
step 'list resources, stack-outputs, endpoints'

call remote invoke Greeter --stack-name greetings --event '{"name": "Zoé"}'
seen 'salut Zo'
step 'remote invoke'

call logs --stack-name greetings --name Greeter
seen 'on me dit Zoé'
call logs --stack-name greetings --name Greeter --filter Zoé --start-time '10min ago'
seen 'on me dit Zoé'
step 'logs'

greeter coucou
sed 's/Timeout: 30/Timeout: 40/' template.yaml >changed.yaml
mv changed.yaml template.yaml
synchronised
seen 'Stack update succeeded. Sync infra completed.'
call remote invoke Greeter --stack-name greetings --event '{"name": "Zoé"}'
seen 'coucou Zo'
greeter hello
synchronised --code --resource-id Greeter
call remote invoke Greeter --stack-name greetings --event '{"name": "Zoé"}'
seen 'hello Zo'
step 'sync, of everything and of code alone'

call delete --stack-name greetings --no-prompts --region eu-west-3
seen 'Deleted successfully'
refused list resources --stack-name greetings
seen 'does not exist'
step 'delete'
echo 'done'
