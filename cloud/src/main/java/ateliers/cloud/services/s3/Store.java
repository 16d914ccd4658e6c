package ateliers.cloud.services.s3;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.ServiceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.s3.model.Owner;

/** What the parts of this service share: its buckets, the spool, and the cloud around them. */
final class Store {
    private final ServiceContext context;
    private final Buckets buckets = new Buckets();
    private final Spool spool;
    private final Ids ids;
    private final Owner owner;
    private final Notes notes;

    Store(ServiceContext context) {
        this.context = context;
        this.spool = new Spool(context.workFolder(), context.memory(), context.disk());
        this.notes = context.notes("s3");
        this.ids = new Ids(context.clock().instant());
        this.owner =
                Owner.builder().id(Ids.canonicalUser(context.place().account())).build();
    }

    Buckets buckets() {
        return buckets;
    }

    /**
     * The bucket of this name.
     *
     * @param expectedOwner an account that the caller takes for the owner, and is refused if it is another's; or null
     */
    Bucket bucket(String name, String expectedOwner) {
        if (expectedOwner != null && !expectedOwner.equals(place().account())) {
            throw S3Errors.accessDenied("Access Denied");
        }
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

    Door door() {
        return context.door();
    }

    Notes notes() {
        return notes;
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
    RuntimeException missing(Bucket bucket, String key) {
        require(new Need("s3:ListBucket", bucket.arn()));
        return bucket.newest(key)
                .map(marker -> S3Errors.deleteMarker(S3Errors.noSuchKey(), bucket.shown(marker), null))
                .orElseGet(S3Errors::noSuchKey);
    }

    /** Writes of a property that it is kept but without effect here. */
    void inert(Bucket bucket, String property) {
        notes.inert(property, bucket.arn(), "kept, without effect in the embedded cloud");
    }
}
