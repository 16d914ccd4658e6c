#!/bin/sh
# Uses the embedded AWS with the AWS CLI as a person would: starts ./lab cloud on a free port, calls it, checks what is
# answered, and stops it. Says "skipped" where there is no `aws`. Usage: aws-cli.sh [REGION]
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
if ! command -v aws >/dev/null 2>&1; then
    echo "skipped: the AWS CLI is not installed"
    exit 0
fi

work=$(mktemp -d)
server=
follower=
finish() {
    [ -n "$follower" ] && kill "$follower" 2>/dev/null
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

# The configuration of whoever runs this must not count.
export HOME="$work" AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none" AWS_PAGER=
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=thing AWS_DEFAULT_REGION="${1:-eu-west-3}"
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

# Versions before 2.13 do not know AWS_ENDPOINT_URL, and version 1 forgets it for SQS in some regions.
case $(aws --version 2>&1) in
    aws-cli/2.[0-9].* | aws-cli/2.1[0-2].*) flag="--endpoint-url $AWS_ENDPOINT_URL" sqs_flag=$flag ;;
    aws-cli/1.*) flag='' sqs_flag="--endpoint-url $AWS_ENDPOINT_URL" ;;
    *) flag='' sqs_flag='' ;;
esac

# call WORDS… : runs the CLI, keeps its output, fails with it.
call() {
    # shellcheck disable=SC2086
    case $1 in
        sqs) aws $sqs_flag "$@" >"$work/out" 2>&1 || fail "aws $*" ;;
        *) aws $flag "$@" >"$work/out" 2>&1 || fail "aws $*" ;;
    esac
}

# seen TEXT : the last output has it.
seen() {
    grep -qF -- "$1" "$work/out" || fail "no « $1 » in:"
}

step() {
    echo "ok: $1"
}

# day N : the day N days from now, as times are given.
day() {
    date -u -d "$1 day" +%Y-%m-%dT00:00:00Z 2>/dev/null || date -u -v "$(printf '%+dd' "$1")" +%Y-%m-%dT00:00:00Z
}

# What ./lab cloud prints of a mail has the links that confirm, as they are opened here.
confirm_address() {
    tries=0
    until link=$(grep -o 'http[^ ]*Context=[^ ]*' "$work/banner" | tail -n 1) && [ -n "$link" ]; do
        tries=$((tries + 1))
        [ "$tries" -gt 30 ] && fail 'no mail with a link came'
        sleep 1
    done
    curl -sfL "$link" >"$work/out" 2>&1 || fail "the link $link does not open"
}

call sts get-caller-identity
seen ':root'
step 'sts get-caller-identity'

call s3 mb s3://cli-bucket
head -c 209715200 /dev/urandom >"$work/big"
call s3 cp --no-progress "$work/big" s3://cli-bucket/big
call s3 cp --no-progress s3://cli-bucket/big "$work/back"
cmp -s "$work/big" "$work/back" || fail 'the 200 MB came back changed'
rm -f "$work/big" "$work/back"
step 's3 cp of 200 MB there and back'

echo bonjour >"$work/small"
call s3 cp --no-progress "$work/small" 's3://cli-bucket/a b/é.txt'
call s3 presign 's3://cli-bucket/a b/é.txt'
if command -v curl >/dev/null 2>&1; then
    [ "$(curl -s "$(cat "$work/out")")" = bonjour ] || fail 'the presigned URL does not give the object'
    step 's3 presign'
fi

call sqs create-queue --queue-name inbox --query QueueUrl --output text
url=$(cat "$work/out")
call sqs send-message --queue-url "$url" --message-body bonjour
call sqs receive-message --queue-url "$url" --wait-time-seconds 5 --query 'Messages[0].Body'
seen bonjour
call sqs receive-message --queue-url "$url" --wait-time-seconds 1
step 'sqs receive-message --wait-time-seconds'

call sns create-topic --name news --query TopicArn --output text
call sns publish --topic-arn "$(cat "$work/out")" --message bonjour
seen MessageId
step 'sns publish'

call dynamodb create-table --table-name orders --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH
call dynamodb wait table-exists --table-name orders
call dynamodb put-item --table-name orders --item '{"id": {"S": "1"}, "name": {"S": "café"}}'
call dynamodb query --table-name orders --key-condition-expression 'id = :id' \
    --expression-attribute-values '{":id": {"S": "1"}}'
seen '"Count": 1'
step 'dynamodb put-item, query'

call iam create-role --role-name someone --assume-role-policy-document '{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
seen ':role/someone'
step 'iam create-role'

call ssm put-parameter --name /cli/titre --type String --value bonjour --tags Key=equipe,Value=banque
seen '"Version": 1'
call ssm put-parameter --name /cli/secret --type SecureString --value 's3cret!'
call ssm put-parameter --name /cli/titre --value 'bonjour encore' --overwrite
call ssm get-parameter --name /cli/titre:1 --query Parameter.Value --output text
seen bonjour
call ssm get-parameter --name /cli/secret --query Parameter.Value --output text
grep -q 's3cret' "$work/out" && fail 'a secure string told its value unasked'
call ssm get-parameter --name /cli/secret --with-decryption --query Parameter.Value --output text
seen 's3cret!'
call ssm get-parameters-by-path --path /cli --query 'Parameters[].Name' --output text
seen '/cli/secret'
step 'ssm put-parameter, get-parameter, get-parameters-by-path'

call secretsmanager create-secret --name cli-secret --secret-string '{"cle":"un"}' --query ARN --output text
secret=$(cat "$work/out")
call secretsmanager put-secret-value --secret-id "$secret" --secret-string '{"cle":"deux"}'
call secretsmanager get-secret-value --secret-id cli-secret --version-stage AWSPREVIOUS --query SecretString
seen 'un'
step 'secretsmanager create-secret, put-secret-value'

if command -v curl >/dev/null 2>&1; then
    call sesv2 put-account-details --production-access-enabled --mail-type TRANSACTIONAL \
        --website-url https://banque.example.com --use-case-description 'les mails de la banque'
    call sesv2 create-email-identity --email-identity banque@example.com
    confirm_address
    call sesv2 send-email --from-email-address banque@example.com --destination ToAddresses=zoe@example.com \
        --content 'Simple={Subject={Data=Bonjour},Body={Text={Data=Un mail de la banque}}}'
    seen MessageId
    step 'sesv2 send-email'
fi

call cloudwatch put-metric-data --namespace Banque --metric-name Erreurs --value 3
call cloudwatch put-metric-alarm --alarm-name erreurs --namespace Banque --metric-name Erreurs --statistic Sum \
    --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold
call cloudwatch describe-alarms --alarm-names erreurs --query 'MetricAlarms[].StateValue' --output text
seen INSUFFICIENT_DATA
call cloudwatch set-alarm-state --alarm-name erreurs --state-value ALARM --state-reason essai
call cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[].AlarmName' --output text
seen erreurs
call cloudwatch get-metric-statistics --namespace Banque --metric-name Erreurs --statistics Sum --period 3600 \
    --start-time "$(day -1)" --end-time "$(day 1)" --query 'Datapoints[].Sum' --output text
seen 3.0
step 'cloudwatch describe-alarms, get-metric-statistics'

call logs create-log-group --log-group-name /cli/journal
call logs put-metric-filter --log-group-name /cli/journal --filter-name refus --filter-pattern '"refusé"' \
    --metric-transformations metricName=Refus,metricNamespace=Banque,metricValue=1
call logs describe-metric-filters --log-group-name /cli/journal --query 'metricFilters[].filterName' --output text
seen refus
step 'logs put-metric-filter'

mkdir -p "$work/classes" "$work/src"
cat >"$work/src/Greeter.java" <<'JAVA'
public class Greeter {
    public String greet(java.util.Map<String, String> event) {
        System.out.println("on me dit " + event.get("name"));
        return "bonjour " + event.get("name");
    }
}
JAVA
cat >"$work/template.yaml" <<'YAML'
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Greeter:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: greeter
      Runtime: java17
      Handler: Greeter::greet
      CodeUri: classes
      Timeout: 30
YAML
javac --release 17 -d "$work/classes" "$work/src/Greeter.java" >"$work/out" 2>&1 || fail javac
if [ -z "$flag" ]; then
    call cloudformation package --template-file "$work/template.yaml" --s3-bucket cli-bucket \
        --output-template-file "$work/packaged.yaml"
else
    # These versions' package does not follow --endpoint-url: do by hand what it does.
    jar --create --file "$work/code.zip" -C "$work/classes" . >"$work/out" 2>&1 || fail jar
    call s3 cp --no-progress "$work/code.zip" s3://cli-bucket/code.zip
    sed 's|CodeUri: classes|CodeUri: s3://cli-bucket/code.zip|' "$work/template.yaml" >"$work/packaged.yaml"
fi
call cloudformation deploy --template-file "$work/packaged.yaml" --stack-name greetings --capabilities CAPABILITY_IAM
seen 'Successfully created/updated stack - greetings'
step 'cloudformation package, deploy'

printf '{"name": "Zoé"}' >"$work/event.json"
binary=''
case $(aws --version 2>&1) in aws-cli/2*) binary='--cli-binary-format raw-in-base64-out' ;; esac
# shellcheck disable=SC2086
call lambda invoke --function-name greeter --payload "file://$work/event.json" $binary --log-type Tail \
    --query LogResult --output text "$work/answer"
grep -q '"bonjour Zoé"' "$work/answer" || fail "the function answered $(cat "$work/answer")"
head -n 1 "$work/out" | base64 -d >"$work/tail" 2>/dev/null
grep -q '^REPORT RequestId' "$work/tail" || fail 'the tail has no REPORT'
step 'lambda invoke --log-type Tail'

if ! aws logs tail 2>&1 | grep -qi "invalid choice"; then
    call logs tail /aws/lambda/greeter --since 10m --format short
    seen 'on me dit Zoé'
    # shellcheck disable=SC2086
    aws $flag logs tail /aws/lambda/greeter --follow --since 1s --format short >"$work/followed" 2>&1 &
    follower=$!
    tries=0
    until grep -q 'on me dit Adèle' "$work/followed"; do
        tries=$((tries + 1))
        [ "$tries" -gt 20 ] && fail "logs tail --follow says: $(cat "$work/followed")"
        # shellcheck disable=SC2086
        call lambda invoke --function-name greeter --payload '{"name": "Adèle"}' $binary "$work/answer"
        sleep 1
    done
    kill -INT "$follower" 2>/dev/null
    kill "$follower" 2>/dev/null
    wait "$follower" 2>/dev/null
    follower=
    step 'logs tail --since --format short, --follow'
else
    call logs filter-log-events --log-group-name /aws/lambda/greeter
    seen 'on me dit'
    step 'logs filter-log-events (this version has no logs tail)'
fi

call lambda add-permission --function-name greeter --statement-id rotation --action lambda:InvokeFunction \
    --principal secretsmanager.amazonaws.com
call lambda get-function --function-name greeter --query Configuration.FunctionArn --output text
call secretsmanager rotate-secret --secret-id cli-secret --rotation-lambda-arn "$(cat "$work/out")" \
    --rotation-rules AutomaticallyAfterDays=30
seen VersionId
call secretsmanager describe-secret --secret-id cli-secret --query RotationEnabled
seen true
step 'secretsmanager rotate-secret'

call cloudformation deploy --template-file "$work/packaged.yaml" --stack-name greetings --capabilities CAPABILITY_IAM \
    --no-fail-on-empty-changeset
seen 'No changes to deploy'
call cloudformation delete-stack --stack-name greetings
call cloudformation wait stack-delete-complete --stack-name greetings
step 'cloudformation deploy without changes, delete-stack'

# A template beside another, with code beside it: package takes both to S3.
mkdir -p "$work/nested"
cat >"$work/nested/child.yaml" <<'YAML'
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Word: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
  Greeter:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java17
      Handler: Greeter::greet
      Code: ../classes
      Timeout: 30
      Description: !Ref Word
      Role: !GetAtt Role.Arn
Outputs:
  Name: {Value: !Ref Greeter}
YAML
cat >"$work/parent.yaml" <<'YAML'
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: nested/child.yaml
      Parameters: {Word: bonjour}
Outputs:
  Greeter: {Value: !GetAtt Child.Outputs.Name}
YAML
if [ -z "$flag" ]; then
    call cloudformation package --template-file "$work/parent.yaml" --s3-bucket cli-bucket --s3-prefix nested \
        --output-template-file "$work/parent.packaged.yaml"
    call cloudformation deploy --template-file "$work/parent.packaged.yaml" --stack-name families \
        --capabilities CAPABILITY_IAM
    seen 'Successfully created/updated stack - families'
    call cloudformation describe-stacks --stack-name families --query 'Stacks[0].Outputs[0].OutputValue' --output text
    name=$(cat "$work/out")
    # shellcheck disable=SC2086
    call lambda invoke --function-name "$name" --payload "file://$work/event.json" $binary "$work/answer"
    grep -q '"bonjour Zoé"' "$work/answer" || fail "the nested function answered $(cat "$work/answer")"
    sed 's/bonjour/bonsoir/' "$work/parent.yaml" >"$work/changed.yaml"
    call cloudformation package --template-file "$work/changed.yaml" --s3-bucket cli-bucket --s3-prefix nested \
        --output-template-file "$work/parent.packaged.yaml"
    call cloudformation deploy --template-file "$work/parent.packaged.yaml" --stack-name families \
        --capabilities CAPABILITY_IAM
    call lambda get-function-configuration --function-name "$name" --query Description --output text
    seen bonsoir
    call cloudformation delete-stack --stack-name families
    call cloudformation wait stack-delete-complete --stack-name families
    step 'cloudformation package of a nested stack and its code, deploy, deploy again'
else
    step 'skipped: package of a nested stack, which does not follow --endpoint-url in this version'
fi

# shellcheck disable=SC2086
aws $flag kinesis list-streams >"$work/out" 2>&1 && fail 'a service that is not there answered'
seen 'Unsupported by the embedded cloud: the service kinesis'
step 'what is not there is named'
echo 'done'
