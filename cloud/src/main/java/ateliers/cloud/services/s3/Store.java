package ateliers.cloud.services.s3;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.journal.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Owner;

/** What the parts of this service share: its buckets, the spool, and the cloud around them. */
final class Store {
    private final ServiceContext context;
    private final Buckets buckets = new Buckets();
    private final Spool spool;
    private final Ids ids;
    private final Owner owner;

    Store(ServiceContext context) {
        this.context = context;
        this.spool = new Spool(context.workFolder());
        this.ids = new Ids(context.clock().instant());
        this.owner =
                Owner.builder().id(Ids.canonicalUser(context.place().account())).build();
    }

    Buckets buckets() {
        return buckets;
    }

    Bucket bucket(String name) {
        return buckets.find(name);
    }

    Spool spool() {
        return spool;
    }

    Ids ids() {
        return ids;
    }

    Place place() {
        return context.place();
    }

    CloudClock clock() {
        return context.clock();
    }

    ServiceContext context() {
        return context;
    }

    /** The account, as the owner of everything. */
    Owner owner() {
        return owner;
    }

    /** Cloud time to the second, as S3 keeps it. */
    Instant now() {
        return context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the caller may do something beside what the operation's row says. */
    Authorizer.Verdict verdict(Need need) {
        CallContext call = CallContext.current().orElseThrow();
        return context.door().verdict(call, need);
    }

    /** Refuses the call unless the caller may do this too. */
    void require(Need need) {
        Authorizer.Verdict verdict = verdict(need);
        if (!verdict.allowed()) {
            throw S3Errors.denied(need, verdict.message());
        }
    }

    /** That a key is missing is told to those only who may list the bucket; others are denied. */
    RuntimeException missing(Bucket bucket) {
        require(new Need("s3:ListBucket", bucket.arn()));
        return S3Errors.noSuchKey();
    }

    /** Writes of a property that it is kept but without effect here. */
    void inert(Bucket bucket, String property) {
        context.inert("s3", property, bucket.arn(), "kept, without effect in the embedded cloud");
    }

    void journal(Entry.Kind kind, String what, String resource, String outcome, String message) {
        Optional<CallContext> call = CallContext.current();
        context.journal()
                .add(new Entry(
                        context.clock().instant(),
                        kind,
                        call.map(CallContext::requestId).orElse(""),
                        call.flatMap(CallContext::parentRequestId),
                        call.map(c -> c.principal().arn()).orElse("s3.amazonaws.com"),
                        "s3",
                        what,
                        resource,
                        outcome,
                        message,
                        0));
    }
}
