#!/usr/bin/env python3
"""Uses the embedded AWS with boto3 as a person would.

Starts ./lab cloud on a free port, walks its services with nothing but AWS_ENDPOINT_URL and any key, checks what is
answered and which errors boto3 sees, and stops it. Says "skipped" where there is no boto3.
"""

import datetime
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import zipfile
from pathlib import Path

# This folder would hide the module of the same name.
sys.path = [each for each in sys.path if Path(each or ".").resolve() != Path(__file__).resolve().parent]

try:
    import boto3
    from boto3.dynamodb.conditions import Attr, Key
    from botocore.exceptions import ClientError, WaiterError
except ImportError:
    print("skipped: boto3 is not installed")
    sys.exit(0)

ROOT = Path(__file__).resolve().parents[4]
HANDLER = """
import java.util.List;
import java.util.Map;

public class Handler {
    public Object handle(Map<String, Object> event) {
        System.out.println("reçu " + event);
        if ("boum".equals(event.get("name"))) {
            throw new IllegalStateException("boum");
        }
        if (event.get("Records") instanceof List<?> records) {
            return Map.of("batchItemFailures", List.of());
        }
        if (event.containsKey("authorizationToken")) {
            String effect = "good".equals(event.get("authorizationToken")) ? "Allow" : "Deny";
            return Map.of("principalId", "ada", "policyDocument", Map.of("Version", "2012-10-17", "Statement",
                    List.of(Map.of("Effect", effect, "Action", "execute-api:Invoke", "Resource", "*"))));
        }
        if (event.containsKey("httpMethod")) {
            return Map.of("statusCode", 201, "body", "bonjour de l'API");
        }
        return "bonjour " + event.get("name");
    }
}
"""


def step(text):
    print("ok: " + text, flush=True)


def expect(seen, wanted, what=""):
    if seen != wanted:
        raise AssertionError(f"{what}: {wanted!r} expected, {seen!r} seen")


def refused(code, call, *, status=None, words="", model=None, **arguments):
    """The call must fail with this code, and with the modelled exception where the service has one."""
    try:
        call(**arguments)
    except ClientError as error:
        expect(error.response["Error"]["Code"], code, call.__name__)
        if status:
            expect(error.response["ResponseMetadata"]["HTTPStatusCode"], status, call.__name__)
        if words not in error.response["Error"]["Message"]:
            raise AssertionError(f"{words!r} expected in {error.response['Error']['Message']!r}") from error
        if model and not isinstance(error, model):
            raise AssertionError(f"{model.__name__} expected, {type(error).__name__} seen") from error
        return error
    raise AssertionError(f"{call.__name__} was not refused with {code}")


def until(what, found):
    for _ in range(60):
        value = found()
        if value:
            return value
        time.sleep(0.5)
    raise AssertionError("never seen: " + what)


def quick(client, name):
    """A waiter that asks often: here nothing takes long."""
    waiter = client.get_waiter(name)
    waiter.config.delay = 1
    return waiter


def s3():
    client = boto3.client("s3")
    bucket = "boto3-" + uuid.uuid4().hex[:8]
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_REGION"]})
    quick(client, "bucket_exists").wait(Bucket=bucket)
    refused(
        "BucketAlreadyOwnedByYou", client.create_bucket, status=409, model=client.exceptions.BucketAlreadyOwnedByYou,
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_REGION"]})
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})

    big = os.urandom(12 * 1024 * 1024)
    client.upload_fileobj(io.BytesIO(big), bucket, "grand/é à")
    back = io.BytesIO()
    client.download_fileobj(bucket, "grand/é à", back)
    expect(back.getvalue() == big, True, "the same bytes after a multipart upload")
    expect(client.head_object(Bucket=bucket, Key="grand/é à")["ETag"].endswith('-2"'), True, "two parts")

    upload = client.create_multipart_upload(Bucket=bucket, Key="parts")["UploadId"]
    part = client.upload_part(Bucket=bucket, Key="parts", UploadId=upload, PartNumber=1, Body=b"one")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    client.complete_multipart_upload(Bucket=bucket, Key="parts", UploadId=upload, MultipartUpload=parts)
    refused(
        "NoSuchUpload", client.upload_part, status=404, Bucket=bucket, Key="parts", UploadId="none", PartNumber=1,
        Body=b"x")

    first = client.put_object(Bucket=bucket, Key="twice", Body="un".encode(), Metadata={"who": "moi"})["VersionId"]
    client.put_object(Bucket=bucket, Key="twice", Body="deux".encode())
    expect(client.get_object(Bucket=bucket, Key="twice")["Body"].read(), b"deux")
    old = client.get_object(Bucket=bucket, Key="twice", VersionId=first)
    expect((old["Body"].read(), old["Metadata"]), (b"un", {"who": "moi"}))
    refused("NoSuchKey", client.get_object, status=404, model=client.exceptions.NoSuchKey, Bucket=bucket, Key="none")
    refused("404", client.head_object, status=404, Bucket=bucket, Key="none")
    refused("NoSuchBucket", client.list_objects_v2, status=404, model=client.exceptions.NoSuchBucket,
            Bucket=bucket + "-none")
    refused("304", client.get_object, status=304, Bucket=bucket, Key="twice",
            IfNoneMatch=client.head_object(Bucket=bucket, Key="twice")["ETag"])

    for form in ("get_object", "put_object"):
        url = client.generate_presigned_url(form, Params={"Bucket": bucket, "Key": "signé +1"}, ExpiresIn=60)
        if form == "put_object":
            urllib.request.urlopen(urllib.request.Request(url, data=b"par URL", method="PUT"))
        else:
            read = url
    expect(urllib.request.urlopen(read).read(), b"par URL")
    posted(client, bucket)

    for i in range(12):
        client.put_object(Bucket=bucket, Key=f"liste/{i:02}", Body=b"")
    pages = list(client.get_paginator("list_objects_v2").paginate(
        Bucket=bucket, Prefix="liste/", PaginationConfig={"PageSize": 5}))
    expect([page["KeyCount"] for page in pages], [5, 5, 2])
    resource = boto3.resource("s3").Bucket(bucket)
    expect(sum(1 for _ in resource.objects.filter(Prefix="liste/")), 12)
    refused("BucketNotEmpty", client.delete_bucket, status=409, Bucket=bucket)
    answer = client.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": f"liste/{i:02}"} for i in range(12)]})
    expect(len(answer["Deleted"]), 12)
    resource.object_versions.delete()
    client.delete_bucket(Bucket=bucket)
    quick(client, "bucket_not_exists").wait(Bucket=bucket)
    step("s3: multipart, versions, presign, paginators, waiters, batch delete, errors")


def posted(client, bucket):
    """A form of generate_presigned_post, sent as a browser does."""
    form = client.generate_presigned_post(
        bucket, "formulaire/${filename}", Fields={"success_action_status": "201", "Content-Type": "text/plain"},
        Conditions=[{"success_action_status": "201"}, ["starts-with", "$Content-Type", "text/"],
                    ["content-length-range", 1, 10]])
    boundary = uuid.uuid4().hex

    def post(content):
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in form["fields"].items()]
        parts.append(f'name="file"; filename="été.txt"\r\n\r\n{content}')
        body = "".join(f"--{boundary}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
        request = urllib.request.Request(
            form["url"], (body + f"--{boundary}--\r\n").encode(), method="POST",
            headers={"Content-Type": "multipart/form-data; boundary=" + boundary})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    status, body = post("bonjour")
    expect((status, "<Key>formulaire/été.txt</Key>" in body), (201, True), "a form is taken: " + body)
    expect(client.get_object(Bucket=bucket, Key="formulaire/été.txt")["Body"].read(), b"bonjour")
    status, body = post("bien trop long")
    expect((status, "<Code>EntityTooLarge</Code>" in body), (400, True), "a policy's size is held: " + body)


def dynamodb():
    client = boto3.client("dynamodb")
    table = boto3.resource("dynamodb").create_table(
        TableName="orders",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}])
    quick(client, "table_exists").wait(TableName="orders")
    with table.batch_writer() as batch:
        for i in range(60):
            batch.put_item(Item={"id": "a", "at": i, "what": f"chose {i}", "tags": {"x", "y"}, "data": {"n": i}})
    found = table.query(KeyConditionExpression=Key("id").eq("a") & Key("at").between(10, 19),
                        FilterExpression=Attr("data.n").gt(14))
    expect((found["Count"], found["ScannedCount"]), (5, 10))
    expect(sum(page["Count"] for page in client.get_paginator("scan").paginate(
        TableName="orders", PaginationConfig={"PageSize": 7})), 60)
    updated = table.update_item(
        Key={"id": "a", "at": 1}, UpdateExpression="SET what = :w, seen = if_not_exists(seen, :zero) + :one",
        ExpressionAttributeValues={":w": "autre", ":zero": 0, ":one": 1}, ReturnValues="UPDATED_NEW")
    expect(updated["Attributes"], {"what": "autre", "seen": 1})
    refused(
        "ConditionalCheckFailedException", table.put_item, status=400, words="The conditional request failed",
        model=client.exceptions.ConditionalCheckFailedException,
        Item={"id": "a", "at": 1}, ConditionExpression=Attr("id").not_exists())
    error = refused(
        "TransactionCanceledException", client.transact_write_items,
        model=client.exceptions.TransactionCanceledException,
        TransactItems=[
            {"ConditionCheck": {"TableName": "orders", "Key": {"id": {"S": "none"}, "at": {"N": "1"}},
                                "ConditionExpression": "attribute_exists(id)"}},
            {"Put": {"TableName": "orders", "Item": {"id": {"S": "b"}, "at": {"N": "1"}}}}])
    expect([each["Code"] for each in error.response["CancellationReasons"]], ["ConditionalCheckFailed", "None"])
    refused("ResourceNotFoundException", client.describe_table, model=client.exceptions.ResourceNotFoundException,
            TableName="none")
    refused("ResourceInUseException", client.create_table, model=client.exceptions.ResourceInUseException,
            TableName="orders", BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    refused("ValidationException", client.get_item, words="The provided key element does not match the schema",
            TableName="orders", Key={"id": {"S": "a"}})
    table.delete()
    quick(client, "table_not_exists").wait(TableName="orders")
    step("dynamodb: resource and client, batches, paginators, waiters, transactions, errors")


def messages():
    sqs = boto3.resource("sqs")
    client = sqs.meta.client
    queue = sqs.create_queue(QueueName="inbox", Attributes={"VisibilityTimeout": "60"})
    arn = queue.attributes["QueueArn"]
    queue.set_attributes(Attributes={"Policy": json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": arn}]})})
    sent = queue.send_messages(Entries=[
        {"Id": "a", "MessageBody": "un", "MessageAttributes": {"n": {"DataType": "Number", "StringValue": "1"}}},
        {"Id": "b", "MessageBody": "deux"}])
    expect(len(sent["Successful"]), 2)
    received = queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=2, MessageAttributeNames=["All"])
    expect(sorted(each.body for each in received), ["deux", "un"])
    deleted = queue.delete_messages(
        Entries=[{"Id": str(i), "ReceiptHandle": each.receipt_handle} for i, each in enumerate(received)])
    expect(len(deleted["Successful"]), 2)
    refused("AWS.SimpleQueueService.NonExistentQueue", client.get_queue_url, status=400,
            model=client.exceptions.QueueDoesNotExist, QueueName="none")
    refused("QueueAlreadyExists", client.create_queue, model=client.exceptions.QueueNameExists,
            QueueName="inbox", Attributes={"VisibilityTimeout": "61"})
    refused("ReceiptHandleIsInvalid", client.delete_message, model=client.exceptions.ReceiptHandleIsInvalid,
            QueueUrl=queue.url, ReceiptHandle="x")

    sns = boto3.client("sns")
    topic = boto3.resource("sns").create_topic(Name="news")
    subscription = topic.subscribe(Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True, Attributes={
        "RawMessageDelivery": "true", "FilterPolicy": json.dumps({"kind": ["good"]})})
    topic.publish(Message="mauvaise", MessageAttributes={"kind": {"DataType": "String", "StringValue": "bad"}})
    topic.publish(Message="bonne", MessageAttributes={"kind": {"DataType": "String", "StringValue": "good"}})
    came = until("the message of the topic", lambda: queue.receive_messages(WaitTimeSeconds=2))
    expect([each.body for each in came], ["bonne"])
    expect(len(list(sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic.arn))), 1)
    refused("NotFound", sns.get_topic_attributes, status=404, model=sns.exceptions.NotFoundException,
            TopicArn=topic.arn + "x")
    refused("InvalidParameter", sns.publish, model=sns.exceptions.InvalidParameterException,
            TopicArn=topic.arn, Message="")
    subscription.delete()
    topic.delete()
    queue.delete()
    step("sqs, sns: batches, attributes, filtered delivery, errors")


def identities(account):
    iam, sts = boto3.client("iam"), boto3.client("sts")
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"}]}
    role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    quick(iam, "role_exists").wait(RoleName="reader")
    iam.put_role_policy(RoleName="reader", PolicyName="lists", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*"},
            {"Effect": "Deny", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}))
    refused("AccessDenied", sts.assume_role, words="Roles may not be assumed by root accounts.",
            RoleArn=role["Arn"], RoleSessionName="moi")
    user = iam.create_user(UserName="zoe")["User"]
    key = iam.create_access_key(UserName="zoe")["AccessKey"]
    zoe = boto3.Session(key["AccessKeyId"], key["SecretAccessKey"]).client("sts")
    expect(zoe.get_caller_identity()["Arn"], user["Arn"])
    refused("AccessDenied", zoe.assume_role, status=403,
            words=f"User: {user['Arn']} is not authorized to perform: sts:AssumeRole on resource: {role['Arn']}",
            RoleArn=role["Arn"], RoleSessionName="moi")
    iam.put_user_policy(UserName="zoe", PolicyName="assumes", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role["Arn"]}]}))
    keys = zoe.assume_role(RoleArn=role["Arn"], RoleSessionName="moi")["Credentials"]
    session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    me = session.client("sts").get_caller_identity()
    expect(me["Arn"], f"arn:aws:sts::{account}:assumed-role/reader/moi")
    session.client("sqs").list_queues()
    refused("AccessDenied", session.client("s3").list_buckets, status=403, words="with an explicit deny")
    refused(
        "AccessDeniedException", session.client("dynamodb").list_tables, status=400,
        words=f"User: {me['Arn']} is not authorized to perform: dynamodb:ListTables on resource: ")
    refused("AccessDenied", session.client("iam").create_user, status=403,
            words="because no identity-based policy allows the iam:CreateUser action", UserName="x")
    refused("AuthorizationError", session.client("sns").list_topics, status=403, words="not authorized to perform: SNS:ListTopics")
    refused("AccessDenied", session.client("cloudformation").list_stacks, status=403)
    wrong = boto3.Session(keys["AccessKeyId"], "wrong", keys["SessionToken"])
    refused("SignatureDoesNotMatch", wrong.client("sts").get_caller_identity, status=403)

    refused("NoSuchEntity", iam.get_role, status=404, model=iam.exceptions.NoSuchEntityException, RoleName="none")
    refused("EntityAlreadyExists", iam.create_role, status=409, model=iam.exceptions.EntityAlreadyExistsException,
            RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))
    refused("MalformedPolicyDocument", iam.put_role_policy, status=400,
            model=iam.exceptions.MalformedPolicyDocumentException,
            RoleName="reader", PolicyName="bad", PolicyDocument="{")
    refused("DeleteConflict", iam.delete_role, status=409, model=iam.exceptions.DeleteConflictException,
            RoleName="reader")
    names = {each["RoleName"] for page in iam.get_paginator("list_roles").paginate() for each in page["Roles"]}
    expect("reader" in names, True, "the role is listed")
    step("iam, sts: assume role, denials and their words, keys, errors")


def parameters():
    client = boto3.client("ssm")
    expect(client.put_parameter(Name="/py/titre", Value="un", Type="String")["Version"], 1)
    refused("ParameterAlreadyExists", client.put_parameter, status=400, words="set the overwrite option",
            model=client.exceptions.ParameterAlreadyExists, Name="/py/titre", Value="deux", Type="String")
    expect(client.put_parameter(Name="/py/titre", Value="deux", Overwrite=True)["Version"], 2)
    client.label_parameter_version(Name="/py/titre", ParameterVersion=1, Labels=["ancien"])
    expect(client.get_parameter(Name="/py/titre:ancien")["Parameter"]["Value"], "un")
    client.put_parameter(Name="/py/secret", Value="s3cret!", Type="SecureString")
    expect(client.get_parameter(Name="/py/secret", WithDecryption=True)["Parameter"]["Value"], "s3cret!")
    expect("s3cret" in client.get_parameter(Name="/py/secret")["Parameter"]["Value"], False)
    expect([each["Name"] for page in client.get_paginator("get_parameters_by_path").paginate(Path="/py")
            for each in page["Parameters"]], ["/py/secret", "/py/titre"])
    refused("ParameterNotFound", client.get_parameter, status=400, model=client.exceptions.ParameterNotFound,
            Name="/py/none")
    refused("ParameterVersionNotFound", client.get_parameter, model=client.exceptions.ParameterVersionNotFound,
            Name="/py/titre:9")
    expect(client.delete_parameters(Names=["/py/titre", "/py/secret"])["InvalidParameters"], [])
    step("ssm: versions, labels, secure strings, paths, errors")


def bank(account):
    mail = boto3.client("sesv2")
    mail.put_account_details(ProductionAccessEnabled=True, MailType="TRANSACTIONAL",
                             WebsiteURL="https://banque.example.com", UseCaseDescription="les mails de la banque")
    refused("MessageRejected", mail.send_email, status=400, model=mail.exceptions.MessageRejected,
            words="Email address is not verified", FromEmailAddress="banque@example.com",
            Destination={"ToAddresses": ["zoe@example.com"]},
            Content={"Simple": {"Subject": {"Data": "Bonjour"}, "Body": {"Text": {"Data": "Un mail"}}}})

    secrets = boto3.client("secretsmanager")
    secrets.create_secret(Name="py-secret", SecretString="un")
    functions_ = boto3.client("lambda")
    arn = f"arn:aws:lambda:{os.environ['AWS_REGION']}:{account}:function:greeter"
    refused("AccessDeniedException", secrets.rotate_secret, status=400, SecretId="py-secret", RotationLambdaARN=arn,
            RotationRules={"AutomaticallyAfterDays": 30})
    functions_.add_permission(FunctionName="greeter", StatementId="rotation", Action="lambda:InvokeFunction",
                              Principal="secretsmanager.amazonaws.com")
    secrets.rotate_secret(SecretId="py-secret", RotationLambdaARN=arn, RotateImmediately=False,
                          RotationRules={"AutomaticallyAfterDays": 30})
    expect(secrets.describe_secret(SecretId="py-secret")["RotationEnabled"], True)

    watch = boto3.client("cloudwatch")
    watch.put_metric_data(Namespace="Banque", MetricData=[{"MetricName": "Erreurs", "Value": 3}])
    watch.put_metric_alarm(AlarmName="erreurs", Namespace="Banque", MetricName="Erreurs", Statistic="Sum", Period=60,
                           EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanOrEqualToThreshold")
    expect(watch.describe_alarms(AlarmNames=["erreurs"])["MetricAlarms"][0]["StateValue"], "INSUFFICIENT_DATA")
    now = datetime.datetime.now(datetime.timezone.utc)
    statistics = watch.get_metric_statistics(
        Namespace="Banque", MetricName="Erreurs", Statistics=["Sum"], Period=60,
        StartTime=now - datetime.timedelta(hours=1), EndTime=now + datetime.timedelta(hours=1))
    expect([each["Sum"] for each in statistics["Datapoints"]], [3.0])
    refused("ResourceNotFound", watch.set_alarm_state, status=404, model=watch.exceptions.ResourceNotFound,
            AlarmName="none", StateValue="OK", StateReason="essai")

    logs = boto3.client("logs")
    logs.create_log_group(logGroupName="/py/journal")
    logs.put_metric_filter(logGroupName="/py/journal", filterName="refus", filterPattern='"refusé"',
                           metricTransformations=[
                               {"metricName": "Refus", "metricNamespace": "Banque", "metricValue": "1"}])
    expect(logs.describe_metric_filters(logGroupName="/py/journal")["metricFilters"][0]["filterName"], "refus")
    refused("InvalidParameterException", logs.put_metric_filter, status=400,
            model=logs.exceptions.InvalidParameterException, logGroupName="/py/journal", filterName="faux",
            filterPattern="{ $.a = }", metricTransformations=[
                {"metricName": "Refus", "metricNamespace": "Banque", "metricValue": "1"}])
    step("sesv2, secretsmanager, cloudwatch, logs: what a bank uses, errors")


def functions(account, code):
    iam, client, sqs = boto3.client("iam"), boto3.client("lambda"), boto3.client("sqs")
    logs = boto3.client("logs")
    role = iam.create_role(RoleName="runner", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}))
    for policy in ("AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole"):
        iam.attach_role_policy(RoleName="runner", PolicyArn="arn:aws:iam::aws:policy/service-role/" + policy)
    given = {"FunctionName": "greeter", "Runtime": "java17", "Handler": "Handler::handle", "Timeout": 30,
             "Role": role["Role"]["Arn"], "Code": {"ZipFile": code}}
    client.create_function(**given)
    quick(client, "function_active_v2").wait(FunctionName="greeter")
    answer = client.invoke(FunctionName="greeter", Payload=json.dumps({"name": "Zoé"}), LogType="Tail")
    expect((answer["StatusCode"], json.loads(answer["Payload"].read())), (200, "bonjour Zoé"))
    failed = client.invoke(FunctionName="greeter", Payload=json.dumps({"name": "boum"}))
    expect(failed["FunctionError"], "Unhandled")
    expect(json.loads(failed["Payload"].read())["errorType"], "java.lang.IllegalStateException")
    expect(client.invoke(FunctionName="greeter", InvocationType="Event", Payload="{}")["StatusCode"], 202)
    expect(client.invoke(FunctionName="greeter", InvocationType="DryRun")["StatusCode"], 204)
    refused("ResourceConflictException", client.create_function, status=409,
            model=client.exceptions.ResourceConflictException, **given)
    refused("ResourceNotFoundException", client.invoke, status=404, words="Function not found",
            model=client.exceptions.ResourceNotFoundException, FunctionName="none")
    refused("InvalidRequestContentException", client.invoke, status=400,
            model=client.exceptions.InvalidRequestContentException, FunctionName="greeter", Payload="{")
    refused("InvalidParameterValueException", client.update_function_configuration, status=400,
            model=client.exceptions.InvalidParameterValueException, FunctionName="greeter",
            Role=f"arn:aws:iam::{account}:role/none")

    url = sqs.create_queue(QueueName="work")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    mapping = client.create_event_source_mapping(
        EventSourceArn=arn, FunctionName="greeter", FunctionResponseTypes=["ReportBatchItemFailures"])["UUID"]
    until("the mapping is enabled",
          lambda: client.get_event_source_mapping(UUID=mapping)["State"] == "Enabled")
    sqs.send_message(QueueUrl=url, MessageBody="par la file")
    until("the message in the function's log", lambda: logs.filter_log_events(
        logGroupName="/aws/lambda/greeter", filterPattern='"par la file"')["events"])
    refused("ResourceConflictException", client.create_event_source_mapping, status=409,
            model=client.exceptions.ResourceConflictException, EventSourceArn=arn, FunctionName="greeter")
    client.delete_event_source_mapping(UUID=mapping)

    streams = logs.describe_log_streams(logGroupName="/aws/lambda/greeter", orderBy="LastEventTime", descending=True)
    lines = [event["message"] for page in logs.get_paginator("filter_log_events").paginate(
        logGroupName="/aws/lambda/greeter") for event in page["events"]]
    expect(any("reçu {name=Zoé}" in line for line in lines), True, "what the function printed")
    expect(len(streams["logStreams"]) > 0, True)
    logs.put_retention_policy(logGroupName="/aws/lambda/greeter", retentionInDays=7)
    refused("ResourceNotFoundException", logs.describe_log_streams,
            model=logs.exceptions.ResourceNotFoundException, logGroupName="none")
    refused("ResourceAlreadyExistsException", logs.create_log_group,
            model=logs.exceptions.ResourceAlreadyExistsException, logGroupName="/aws/lambda/greeter")
    refused("InvalidParameterException", logs.put_retention_policy,
            model=logs.exceptions.InvalidParameterException, logGroupName="/aws/lambda/greeter", retentionInDays=8)
    step("lambda, logs: create, invoke, mapping of a queue, filtered logs, errors")


def stacks():
    client, sqs = boto3.client("cloudformation"), boto3.client("sqs")
    resources = {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {
        "QueueName": "in-stack", "VisibilityTimeout": {"Ref": "Seconds"}}}}
    template = {"Parameters": {"Seconds": {"Type": "Number", "Default": 30, "MaxValue": 100}}, "Resources": resources,
                "Outputs": {"Url": {"Value": {"Ref": "Queue"}}}}
    client.create_stack(StackName="one", TemplateBody=json.dumps(template))
    quick(client, "stack_create_complete").wait(StackName="one")
    outputs = client.describe_stacks(StackName="one")["Stacks"][0]["Outputs"]
    expect(outputs[0]["OutputValue"], sqs.get_queue_url(QueueName="in-stack")["QueueUrl"])
    events = [(each["LogicalResourceId"], each["ResourceStatus"])
              for page in client.get_paginator("describe_stack_events").paginate(StackName="one")
              for each in page["StackEvents"]]
    expect(events[0], ("one", "CREATE_COMPLETE"))
    expect(events[-1], ("one", "CREATE_IN_PROGRESS"))
    refused("AlreadyExistsException", client.create_stack, status=400,
            model=client.exceptions.AlreadyExistsException, StackName="one", TemplateBody=json.dumps(template))
    refused("ValidationError", client.update_stack, status=400, words="No updates are to be performed.",
            StackName="one", TemplateBody=json.dumps(template))
    refused("ValidationError", client.update_stack, words="Parameter 'Seconds' must be a number not greater than 100",
            StackName="one", UsePreviousTemplate=True,
            Parameters=[{"ParameterKey": "Seconds", "ParameterValue": "101"}])
    client.update_stack(StackName="one", UsePreviousTemplate=True,
                        Parameters=[{"ParameterKey": "Seconds", "ParameterValue": "45"}])
    quick(client, "stack_update_complete").wait(StackName="one")

    resources["Topic"] = {"Type": "AWS::SNS::Topic"}
    made = client.create_change_set(StackName="one", ChangeSetName="more", TemplateBody=json.dumps(template),
                                    Parameters=[{"ParameterKey": "Seconds", "UsePreviousValue": True}])
    quick(client, "change_set_create_complete").wait(ChangeSetName=made["Id"])
    changes = client.describe_change_set(ChangeSetName="more", StackName="one")["Changes"]
    expect([(each["ResourceChange"]["Action"], each["ResourceChange"]["LogicalResourceId"]) for each in changes],
           [("Add", "Topic")])
    client.execute_change_set(ChangeSetName="more", StackName="one")
    quick(client, "stack_update_complete").wait(StackName="one")
    expect({each["LogicalResourceId"] for each in client.list_stack_resources(StackName="one")[
        "StackResourceSummaries"]}, {"Queue", "Topic"})
    client.create_change_set(StackName="one", ChangeSetName="same", UsePreviousTemplate=True,
                             Parameters=[{"ParameterKey": "Seconds", "UsePreviousValue": True}])
    try:
        quick(client, "change_set_create_complete").wait(ChangeSetName="same", StackName="one")
        raise AssertionError("an empty change set was made")
    except WaiterError as error:
        expect("didn't contain changes" in error.last_response["StatusReason"], True, "the reason of the failure")
    refused("InvalidChangeSetStatus", client.execute_change_set, status=400,
            model=client.exceptions.InvalidChangeSetStatusException, ChangeSetName="same", StackName="one")
    refused("ChangeSetNotFound", client.describe_change_set, status=404,
            model=client.exceptions.ChangeSetNotFoundException, ChangeSetName="none", StackName="one")

    bad = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueNam": "x"}}}}
    client.create_stack(StackName="bad", TemplateBody=json.dumps(bad))
    try:
        quick(client, "stack_create_complete").wait(StackName="bad")
        raise AssertionError("a misspelt property made a stack")
    except WaiterError as error:
        expect(error.last_response["Stacks"][0]["StackStatus"], "ROLLBACK_COMPLETE")
    reasons = [each.get("ResourceStatusReason", "") for each in client.describe_stack_events(StackName="bad")[
        "StackEvents"]]
    expect(any(each.startswith("Validation failed with 1 error(s).") for each in reasons), True, "why it failed")
    if hasattr(client, "describe_events"):
        problems = [each.get("ValidationStatusReason", "") for each in client.describe_events(StackName="bad")[
            "OperationEvents"]]
        expect(any("Unsupported property [QueueNam]" in each for each in problems), True, "what is wrong with it")
    refused("ValidationError", client.update_stack, words="is in ROLLBACK_COMPLETE state and can not be updated.",
            StackName="bad", TemplateBody=json.dumps(template))
    refused("InsufficientCapabilitiesException", client.create_stack, status=400,
            words="Requires capabilities : [CAPABILITY_IAM]",
            model=client.exceptions.InsufficientCapabilitiesException, StackName="roles",
            TemplateBody=json.dumps({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {
                "AssumeRolePolicyDocument": {}}}}}))
    refused("ValidationError", client.validate_template, words="Unrecognized resource types: [AWS::SQS::Queu]",
            TemplateBody=json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queu"}}}))
    for name in ("one", "bad"):
        client.delete_stack(StackName=name)
        quick(client, "stack_delete_complete").wait(StackName=name)
    refused("ValidationError", client.describe_stacks, words="Stack with id one does not exist", StackName="one")
    step("cloudformation: create, update, change sets, events, waiters, rollback, errors")


def gateway(account):
    client, functions_ = boto3.client("apigateway"), boto3.client("lambda")
    region = os.environ["AWS_REGION"]
    api = client.create_rest_api(name="boutique")
    root = client.get_resources(restApiId=api["id"])["items"][0]["id"]
    child = client.create_resource(restApiId=api["id"], parentId=root, pathPart="hello")["id"]
    where = {"restApiId": api["id"], "resourceId": child, "httpMethod": "GET"}
    client.put_method(**where, authorizationType="NONE")
    arn = f"arn:aws:lambda:{region}:{account}:function:greeter"
    client.put_integration(
        **where, type="AWS_PROXY", integrationHttpMethod="POST",
        uri=f"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations")
    functions_.add_permission(
        FunctionName="greeter", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:{region}:{account}:{api['id']}/*/GET/hello")
    client.create_deployment(restApiId=api["id"], stageName="prod")
    base = os.environ["AWS_ENDPOINT_URL"]
    host = f"{api['id']}.execute-api.{region}.amazonaws.com"
    answer = urllib.request.urlopen(urllib.request.Request(base + "/prod/hello", headers={"Host": host}))
    expect((answer.status, answer.read().decode()), (201, "bonjour de l'API"))
    try:
        urllib.request.urlopen(urllib.request.Request(base + "/prod/none", headers={"Host": host}))
        raise AssertionError("an unknown route answered")
    except urllib.error.HTTPError as error:
        expect((error.code, json.load(error)), (403, {"message": "Missing Authentication Token"}))
    expect([each["name"] for page in client.get_paginator("get_rest_apis").paginate() for each in page["items"]],
           ["boutique"])
    refused("NotFoundException", client.get_rest_api, status=404, model=client.exceptions.NotFoundException,
            restApiId="none")
    refused("ConflictException", client.create_resource, status=409, model=client.exceptions.ConflictException,
            restApiId=api["id"], parentId=root, pathPart="hello")
    refused("BadRequestException", client.create_rest_api, status=400, model=client.exceptions.BadRequestException,
            name="")
    http = boto3.client("apigatewayv2")
    refused("NotFoundException", http.get_api, status=404, model=http.exceptions.NotFoundException, ApiId="none")
    guarded(client, account, api["id"], root)
    client.delete_rest_api(restApiId=api["id"])
    step("apigateway: a REST API before a function, errors")


def guarded(client, account, api, root):
    """A method behind a Lambda authorizer and an API key."""
    region = os.environ["AWS_REGION"]
    uri = (f"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/"
           f"arn:aws:lambda:{region}:{account}:function:greeter/invocations")
    boto3.client("lambda").add_permission(
        FunctionName="greeter", StatementId="guard", Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com", SourceArn=f"arn:aws:execute-api:{region}:{account}:{api}/*")
    guard = {"restApiId": api, "name": "guard", "type": "TOKEN", "authorizerUri": uri,
             "identitySource": "method.request.header.Authorization"}
    authorizer = client.create_authorizer(**guard)
    refused("BadRequestException", client.create_authorizer, status=400,
            words="Authorizer name must be unique. Authorizer guard already exists in this RestApi.", **guard)
    where = {"restApiId": api, "resourceId": root, "httpMethod": "GET"}
    client.put_method(**where, authorizationType="CUSTOM", authorizerId=authorizer["id"], apiKeyRequired=True)
    client.put_integration(**where, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
    client.create_deployment(restApiId=api, stageName="prod")
    plan = client.create_usage_plan(
        name="basic", apiStages=[{"apiId": api, "stage": "prod"}], quota={"limit": 1, "period": "MONTH"})
    key = client.create_api_key(name="ada", enabled=True)
    client.create_usage_plan_key(usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY")

    def get(**headers):
        request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"] + "/prod/", headers={
            "Host": f"{api}.execute-api.{region}.amazonaws.com", **{k.replace("_", "-"): v for k, v in headers.items()}})
        try:
            return urllib.request.urlopen(request).status
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    expect(get(), (401, {"message": "Unauthorized"}))
    expect(get(Authorization="bad"),
           (403, {"Message": "User is not authorized to access this resource with an explicit deny"}))
    expect(get(Authorization="good"), (403, {"message": "Forbidden"}))
    expect(get(Authorization="good", x_api_key=key["value"]), 201)
    expect(get(Authorization="good", x_api_key=key["value"]), (429, {"message": "Limit Exceeded"}))
    today = datetime.datetime.now(datetime.timezone.utc).date()
    used = client.get_usage(usagePlanId=plan["id"], startDate=str(today), endDate=str(today))["items"]
    expect(used, {key["id"]: [[1, 0]]})
    refused("BadRequestException", client.delete_usage_plan, status=400, usagePlanId=plan["id"],
            words="because there are API Stages associated with it")
    step("apigateway: an authorizer, API keys, a usage plan")


def lacking():
    refused("Unsupported", boto3.client("kinesis").list_streams, status=501, words="the service kinesis")
    refused("Unsupported", boto3.client("cloudformation").list_stack_sets, status=501,
            words="cloudformation:ListStackSets")
    step("what is not there is named")


def compiled(work):
    (work / "Handler.java").write_text(HANDLER, encoding="utf-8")
    subprocess.run(["javac", "-encoding", "UTF-8", "--release", "17", "-d", work / "classes", work / "Handler.java"],
                   check=True)
    jar = io.BytesIO()
    with zipfile.ZipFile(jar, "w") as archive:
        for each in (work / "classes").iterdir():
            archive.write(each, each.name)
    return jar.getvalue()


def started(work):
    server = subprocess.Popen([ROOT / "lab", "cloud", "--port", "0"], stdout=subprocess.PIPE, text=True,
                              stderr=open(work / "errors", "w", encoding="utf-8"))
    for line in server.stdout:
        export = re.search(r"export AWS_ENDPOINT_URL=(\S+)", line)
        if export:
            return server, export.group(1)
    raise AssertionError("./lab cloud ended: " + (work / "errors").read_text(encoding="utf-8"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # The configuration of whoever runs this must not count.
        for name in [each for each in os.environ if each.startswith("AWS_")]:
            del os.environ[name]
        region = sys.argv[1] if len(sys.argv) > 1 else "eu-west-3"
        server, endpoint = started(work)
        try:
            os.environ.update(
                AWS_ENDPOINT_URL=endpoint, AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="thing",
                AWS_REGION=region, AWS_DEFAULT_REGION=region, AWS_CONFIG_FILE=str(work / "none"),
                AWS_SHARED_CREDENTIALS_FILE=str(work / "none"), AWS_MAX_ATTEMPTS="1")
            account = boto3.client("sts").get_caller_identity()["Account"]
            s3()
            dynamodb()
            messages()
            identities(account)
            parameters()
            functions(account, compiled(work))
            bank(account)
            stacks()
            gateway(account)
            lacking()
        finally:
            server.terminate()
            server.wait()
    print("done")


if __name__ == "__main__":
    main()
