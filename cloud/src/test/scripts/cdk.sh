#!/bin/sh
# Uses the embedded AWS with the CDK as a person would: starts ./lab cloud on a free port, synthesises an application in
# JavaScript, deploys it with its code, changes it, looks at what differs, destroys it, checks what comes of it, and stops it.
# Nothing is bootstrapped, since that makes an ECR repository: the caller's own credentials put assets into a bucket that is there.
# Says "skipped" where there is no `cdk`, no aws-cdk-lib beside it, or no `javac`. Usage: cdk.sh
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
for tool in node npm cdk javac curl; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "skipped: $tool is not installed"
        exit 0
    fi
done
NODE_PATH=$(npm root -g)
export NODE_PATH
if ! node -e "require('aws-cdk-lib'); require('constructs')" >/dev/null 2>&1; then
    echo 'skipped: aws-cdk-lib and constructs are not installed (npm install -g aws-cdk-lib constructs)'
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

# The configuration of whoever runs this must not count, nor may the CDK tell its makers of it.
export HOME="$work" AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none"
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=thing AWS_REGION=eu-west-3 AWS_DEFAULT_REGION=eu-west-3
export CDK_DISABLE_CLI_TELEMETRY=true
unset AWS_PROFILE AWS_SESSION_TOKEN 2>/dev/null

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

# call WORDS… : runs the CDK, keeps its output, fails with it.
call() {
    CI=true NODE_NO_WARNINGS=1 cdk --no-notices --no-color "$@" >"$work/out" 2>&1 </dev/null || fail "cdk $*"
}
# seen TEXT : the last output has it.
seen() {
    grep -qF -- "$1" "$work/out" || fail "no « $1 » in:"
}
step() {
    echo "ok: $1"
}
# signed SERVICE WORDS… : a call without any tool of AWS's.
signed() {
    service=$1
    shift
    curl -sSf --aws-sigv4 "aws:amz:eu-west-3:$service" --user any:thing "$@" >"$work/out" 2>&1 || fail "$service: $*"
}
# output NAME : the stack's output of this name.
output() {
    sed -n "s/^ *\"$1\": \"\\(.*\\)\",*$/\\1/p" "$work/outputs.json"
}

mkdir -p "$work/classes" "$work/src"
# greeter WORD : compiles a function that greets with it.
greeter() {
    cat >"$work/src/Greeter.java" <<JAVA
import java.util.Map;

public class Greeter {
    public Map<String, Object> greet(Map<String, Object> event) {
        System.out.println("$1 " + event + " " + System.getenv("TABLE"));
        return Map.of("statusCode", 200, "body", "$1 " + System.getenv("TABLE"));
    }
}
JAVA
    javac --release 17 -d "$work/classes" "$work/src/Greeter.java" >"$work/out" 2>&1 || fail javac
}
greeter bonjour
cat >"$work/app.js" <<'JS'
const cdk = require('aws-cdk-lib');
const {aws_lambda: lambda, aws_sqs: sqs, aws_dynamodb: dynamodb, aws_lambda_event_sources: sources} = cdk;

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Shop', {
    synthesizer: new cdk.CliCredentialsStackSynthesizer({fileAssetsBucketName: 'cdk-assets'}),
    env: {account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION},
});
const table = new dynamodb.Table(stack, 'Orders', {
    partitionKey: {name: 'id', type: dynamodb.AttributeType.STRING},
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    removalPolicy: cdk.RemovalPolicy.DESTROY,
});
const dead = new sqs.Queue(stack, 'Dead');
const inbox = new sqs.Queue(stack, 'Inbox', {
    visibilityTimeout: cdk.Duration.seconds(60),
    deadLetterQueue: {queue: dead, maxReceiveCount: 3},
});
const greeter = new lambda.Function(stack, 'Greeter', {
    runtime: lambda.Runtime.JAVA_17,
    handler: 'Greeter::greet',
    code: lambda.Code.fromAsset('classes'),
    memorySize: 512,
    timeout: cdk.Duration.seconds(30),
    environment: {TABLE: table.tableName},
});
table.grantReadWriteData(greeter);
greeter.addEventSource(new sources.SqsEventSource(inbox, {batchSize: 5}));
const url = greeter.addFunctionUrl({authType: lambda.FunctionUrlAuthType.NONE});
new cdk.CfnOutput(stack, 'Inbox_', {key: 'Inbox', value: inbox.queueUrl});
new cdk.CfnOutput(stack, 'Url', {value: url.url});
new cdk.CfnOutput(stack, 'Name', {value: greeter.functionName});
JS
cat >"$work/cdk.json" <<'JSON'
{"app": "node app.js"}
JSON
cd "$work" || exit 1

call synth
seen 'AWS::Lambda::EventSourceMapping'
seen 'AWS::CDK::Metadata'
step 'synth: a function, queues, a table, a function URL'

signed s3 -X PUT "$AWS_ENDPOINT_URL/cdk-assets" -H 'Content-Type: application/xml' \
    -d '<CreateBucketConfiguration><LocationConstraint>eu-west-3</LocationConstraint></CreateBucketConfiguration>'
call deploy --require-approval never --outputs-file "$work/outputs.json"
seen 'Shop'
step 'deploy, with its code in a bucket'

# greeted WORD : the function answers so at its URL, whose host the cloud serves.
greeted() {
    host=$(output Url | sed 's|https://||; s|/$||')
    curl -sS -H "Host: $host" "$AWS_ENDPOINT_URL/" >"$work/out" 2>&1
    seen "$1 Shop-Orders"
}
# processed WORD : what is sent to the queue is told to the function.
processed() {
    signed sqs -d "Action=SendMessage&Version=2012-11-05&MessageBody=$1" "$(output Inbox)"
    tries=0
    until signed logs -H 'X-Amz-Target: Logs_20140328.FilterLogEvents' -H 'Content-Type: application/x-amz-json-1.1' \
        -d "{\"logGroupName\": \"/aws/lambda/$(output Name)\"}" "$AWS_ENDPOINT_URL/" && grep -q "body=$1" "$work/out"; do
        tries=$((tries + 1))
        [ "$tries" -gt 60 ] && fail "the function was not told « $1 »:"
        sleep 1
    done
}
greeted bonjour
processed commande
step 'the function answers at its URL and takes from its queue'

call diff --fail
step 'diff: nothing'

greeter bonsoir
sed 's/maxReceiveCount: 3/maxReceiveCount: 5/' app.js >changed.js
mv changed.js app.js
call diff
seen 'AWS::Lambda::Function Greeter'
seen '[+] 5'
call deploy --require-approval never --outputs-file "$work/outputs.json"
greeted bonsoir
step 'diff, deploy of a change'

call destroy --force
signed cloudformation -d 'Action=ListStacks&Version=2010-05-15&StackStatusFilter.member.1=CREATE_COMPLETE&StackStatusFilter.member.2=UPDATE_COMPLETE' \
    "$AWS_ENDPOINT_URL/"
grep -q '<StackName>Shop' "$work/out" && fail 'the stack is still there'
step 'destroy'
echo 'done'
