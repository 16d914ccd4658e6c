package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

class DoorTest {
    private static final Place PLACE = new Place("123456789012", "eu-west-3");
    private static final Principal ROOT = new Principal.Root(PLACE.account());

    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final CloudClock clock = new CloudClock(CallContext::capture, e -> {
        throw new AssertionError(e);
    });
    private final Door door = new Door(PLACE, clock, journal, faults);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void aCallRunsInItsOwnContextAndIsJournalled() {
        door.register(queues(new WorkingQueues()));

        var queues = door.as(ROOT, SqsClient.class).listQueues(r -> r.queueNamePrefix("a"));

        assertThat(queues.queueUrls()).containsExactly("a by " + ROOT.arn());
        Entry entry = journal.entries().get(0);
        assertThat(entry.operation()).isEqualTo("ListQueues");
        assertThat(entry.outcome()).isEqualTo(Entry.OK);
        assertThat(entry.parentRequestId()).isEmpty();
        assertThat(CallContext.current()).isEmpty();
    }

    @Test
    void paginatorsAndOverloadsComeBackToTheDoor() {
        door.register(queues(new WorkingQueues()));
        SqsClient sqs = door.as(ROOT, SqsClient.class);

        assertThat(sqs.listQueuesPaginator(r -> r.queueNamePrefix("p")).queueUrls())
                .hasSize(1);
        assertThat(sqs.listQueues().queueUrls()).hasSize(1);
        assertThat(journal.entries()).extracting(Entry::operation).containsExactly("ListQueues", "ListQueues");
    }

    @Test
    void anOperationWithoutARowFailsAtStart() {
        assertThatThrownBy(() -> door.register(queues(new QueuesWithoutRow())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sqs has no authorisation row for GetQueueUrl");
    }

    @Test
    void anOperationThatIsNotImplementedIsUnsupported() {
        door.register(queues(new WorkingQueues()));

        assertThatThrownBy(() -> door.as(ROOT, SqsClient.class).purgeQueue(r -> r.queueUrl("q")))
                .isInstanceOfSatisfying(Unsupported.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(501);
                    assertThat(e.getMessage()).contains("sqs:PurgeQueue");
                });
    }

    @Test
    void anOperationThatIsNotImplementedIsJournalledWithWhoAskedForIt() throws Exception {
        door.register(queues(new WorkingQueues()));
        Principal user = new Principal.User(PLACE.account(), "eve", PLACE.globalArn("iam", "user/eve"), "AIDA1");
        PurgeQueueRequest request = PurgeQueueRequest.builder().queueUrl("q").build();

        assertThatThrownBy(() -> door.call(door.below(user, Map.of()), "sqs", "PurgeQueue", request))
                .isInstanceOf(Unsupported.class);

        assertThat(journal.entries())
                .extracting(Entry::kind, Entry::principal, Entry::service, Entry::operation, Entry::gap)
                .containsExactly(tuple(
                        Entry.Kind.UNSUPPORTED,
                        user.arn(),
                        "sqs",
                        "PurgeQueue",
                        Optional.of("the operation sqs:PurgeQueue")));
    }

    @Test
    void whoDecidesHearsOfTheTagsOfWhatIsAskedFor() {
        String queue = PLACE.arn("sqs", "q");
        List<Need> asked = new ArrayList<>();
        door.register(described(new WorkingQueues())
                .resourceTags(arn -> arn.equals(queue) ? Map.of("team", "shop") : Map.of())
                .build());
        door.authorizer((context, need, policy) -> {
            asked.add(need);
            return Authorizer.Verdict.ALLOWED;
        });

        for (String resource : List.of(queue, PLACE.arn("sqs", "r"), PLACE.arn("sns", "t"), "*")) {
            assertThat(door.wouldAllow(ROOT, new Need("sqs:SendMessage", resource)))
                    .isTrue();
        }

        assertThat(asked)
                .extracting(Need::conditionKeys)
                .containsExactly(Map.of("aws:ResourceTag/team", List.of("shop")), Map.of(), Map.of(), Map.of());
    }

    @Test
    void aServiceThatIsMissingIsUnsupported() {
        assertThatThrownBy(() -> door.as(ROOT, SqsClient.class)).isInstanceOf(Unsupported.class);
    }

    @Test
    void aDenialHasTheServicesCodeAndIsJournalled() {
        door.register(queues(new WorkingQueues()));
        Principal user = new Principal.User(PLACE.account(), "eve", PLACE.globalArn("iam", "user/eve"), "AIDA1");

        assertThatThrownBy(() -> door.as(user, SqsClient.class).listQueues())
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(AwsErrors.code(e)).isEqualTo("AccessDenied"));

        Entry entry = journal.entries().get(0);
        assertThat(entry.kind()).isEqualTo(Entry.Kind.DENIAL);
        assertThat(entry.message()).contains(user.arn(), "sqs:ListQueues");
    }

    @Test
    void aFaultAnswersAsOftenAsItWasToldTo() {
        door.register(queues(new WorkingQueues()));
        SqsClient sqs = door.as(ROOT, SqsClient.class);
        var throttled = (RuntimeException) AwsErrors.of(SqsException.builder(), "RequestThrottled", 403, "slow down");
        faults.inject("sqs", "ListQueues", request -> true, 1, Fault.failing(throttled));

        assertThatThrownBy(sqs::listQueues).isSameAs(throttled);
        assertThat(sqs.listQueues().queueUrls()).hasSize(1);
    }

    @Test
    void aFailureIsJournalledByWhoseFaultItIs() {
        List<RuntimeException> failures = List.of(
                (RuntimeException) AwsErrors.of(SqsException.builder(), "RequestThrottled", 403, "slow down"),
                new Unsupported("FIFO queues"),
                new IllegalStateException("a defect"));
        door.register(queues(new FailingQueues(failures.iterator())));
        SqsClient sqs = door.as(ROOT, SqsClient.class);

        failures.forEach(failure -> assertThatThrownBy(sqs::listQueues).isSameAs(failure));

        assertThat(journal.entries())
                .extracting(Entry::kind, Entry::outcome, Entry::operation, Entry::resource)
                .containsExactly(
                        tuple(Entry.Kind.CALL, "RequestThrottled", "ListQueues", "*"),
                        tuple(Entry.Kind.UNSUPPORTED, Unsupported.CODE, "ListQueues", "*"),
                        tuple(Entry.Kind.DEFECT, IllegalStateException.class.getName(), "ListQueues", "*"));
        assertThat(journal.entries())
                .extracting(Entry::message)
                .satisfiesExactly(
                        words -> assertThat(words).isEqualTo("slow down"),
                        words -> assertThat(words).contains("FIFO queues"),
                        words -> assertThat(words).isEqualTo("a defect"));
    }

    @Test
    void aFaultThatLetsTheCallPassIsJournalledAsOne() {
        door.register(queues(new WorkingQueues()));
        faults.inject("sqs", "ListQueues", request -> true, 1, (request, call) -> call.call(request));

        door.as(ROOT, SqsClient.class).listQueues();

        assertThat(journal.entries()).extracting(Entry::kind).containsExactly(Entry.Kind.FAULT);
    }

    @Test
    void membersThatAreLackingAreRefusedAndInertOnesTold() {
        door.register(described(new WorkingQueues())
                .members(members -> members.lacking("ListQueues", "NextToken").inert("ListQueues", "MaxResults"))
                .build());
        SqsClient sqs = door.as(ROOT, SqsClient.class);

        sqs.listQueues(r -> r.maxResults(3));
        assertThatThrownBy(() -> sqs.listQueues(r -> r.nextToken("more")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the parameter NextToken of sqs:ListQueues");

        assertThat(journal.entries())
                .extracting(Entry::kind, Entry::operation)
                .containsExactly(
                        tuple(Entry.Kind.INERT, "MaxResults"),
                        tuple(Entry.Kind.CALL, "ListQueues"),
                        tuple(Entry.Kind.UNSUPPORTED, "ListQueues"));
    }

    @Test
    void theDoorKnowsItsServicesAndTheirOperations() {
        door.register(queues(new WorkingQueues(), new NestingQueues(door)));

        assertThat(door.place()).isEqualTo(PLACE);
        assertThat(door.names()).containsExactly("sqs");
        assertThat(door.service("sqs")).isPresent();
        assertThat(door.service("sns")).isEmpty();
        assertThat(door.operations()).isEqualTo(Map.of("sqs", Set.of("GetQueueUrl", "ListQueues")));
    }

    @Test
    void operationsAreCalledByNameToo() throws Exception {
        door.register(queues(new WorkingQueues()));
        CallContext outside = door.below(ROOT, Map.of());
        ListQueuesRequest request =
                ListQueuesRequest.builder().queueNamePrefix("a").build();

        assertThat(door.call(outside, "sqs", "ListQueues", request))
                .isInstanceOfSatisfying(
                        ListQueuesResponse.class,
                        answer -> assertThat(answer.queueUrls()).containsExactly("a by " + ROOT.arn()));
        assertThatThrownBy(() -> door.call(outside, "sns", "ListTopics", request))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the service sns");
    }

    @Test
    void aClientIsItselfAndOutlivesItsClosing() {
        door.register(queues(new WorkingQueues()));
        SqsClient sqs = door.as(ROOT, SqsClient.class);

        assertThat(sqs)
                .isEqualTo(sqs)
                .isNotEqualTo(door.as(ROOT, SqsClient.class))
                .hasToString("client of sqs");
        assertThat(sqs.hashCode()).isEqualTo(sqs.hashCode());
        assertThat(sqs.serviceName()).isEqualTo("sqs");
        sqs.close();
        assertThat(sqs.listQueues().queueUrls()).hasSize(1);
    }

    @Test
    void theAuthorizerGetsThePolicyOfTheResource() {
        List<Optional<String>> policies = new ArrayList<>();
        door.authorizer((context, need, policy) -> {
            policies.add(policy);
            return Authorizer.Verdict.ALLOWED;
        });
        door.register(described(new WorkingQueues())
                .resourcePolicy(arn -> Optional.of("policy of " + arn))
                .build());

        assertThat(door.wouldAllow(ROOT, new Need("sqs:SendMessage", "arn:aws:sqs:eu-west-3:123456789012:q")))
                .isTrue();
        assertThat(door.wouldAllow(ROOT, new Need("sns:Publish", "arn:aws:sns:eu-west-3:123456789012:t")))
                .isTrue();
        door.authorizer(Authorizer.ROOT_ONLY);
        assertThat(door.authorizer()).isSameAs(Authorizer.ROOT_ONLY);
        assertThat(door.wouldAllow(new Principal.Anonymous(), Need.anywhere("sqs:ListQueues")))
                .isFalse();

        assertThat(policies)
                .containsExactly(Optional.of("policy of arn:aws:sqs:eu-west-3:123456789012:q"), Optional.empty());
    }

    @Test
    void callsThatAnImplementationMakesHangBelowItsOwn() {
        door.authorizer((context, need, policy) -> Authorizer.Verdict.ALLOWED);
        door.register(queues(new WorkingQueues(), new NestingQueues(door)));

        door.as(ROOT, SqsClient.class).getQueueUrl(r -> r.queueName("q"));

        Entry inner = journal.entries().get(0);
        Entry outer = journal.entries().get(1);
        assertThat(inner.operation()).isEqualTo("ListQueues");
        assertThat(inner.principal()).isEqualTo("s3.amazonaws.com");
        assertThat(inner.parentRequestId()).contains(outer.requestId());
    }

    private static final class WorkingQueues implements SqsClient, Operations {
        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return ListQueuesResponse.builder()
                    .queueUrls(request.queueNamePrefix() + " by "
                            + CallContext.caller().arn())
                    .build();
        }
    }

    private static final class FailingQueues implements SqsClient, Operations {
        private final Iterator<RuntimeException> failures;

        FailingQueues(Iterator<RuntimeException> failures) {
            this.failures = failures;
        }

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            throw failures.next();
        }
    }

    private static final class QueuesWithoutRow implements SqsClient, Operations {
        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder().build();
        }
    }

    private static final class NestingQueues implements SqsClient, Operations {
        private final Door door;

        NestingQueues(Door door) {
            this.door = door;
        }

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            door.as(Principal.service("s3.amazonaws.com"), SqsClient.class).listQueues();
            return GetQueueUrlResponse.builder().build();
        }
    }

    private static AwsService<SqsClient> queues(SqsClient... groups) {
        return described(groups).build();
    }

    private static AwsService.Builder<SqsClient> described(SqsClient... groups) {
        AwsService.Builder<SqsClient> service = AwsService.of("sqs", SqsClient.class);
        List.of(groups).forEach(service::operations);
        return service.rows(rows -> rows(rows, groups))
                .denied((need, message) -> AwsErrors.of(SqsException.builder(), "AccessDenied", 403, message));
    }

    private static void rows(Rows rows, SqsClient... groups) {
        rows.on(ListQueuesRequest.class, r -> Need.anywhere("sqs:ListQueues"));
        if (Stream.of(groups).anyMatch(NestingQueues.class::isInstance)) {
            rows.onEach(GetQueueUrlRequest.class, r -> List.of());
        }
    }
}
