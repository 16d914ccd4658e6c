package ateliers.cloud.door;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.mail.Mail;
import ateliers.cloud.mail.Mailbox;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.sandbox.KnownCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a service gets of the cloud it lives in.
 *
 * @param place its account and region
 * @param door to call other services through and to ask whether a call would be allowed
 * @param credentials access keys and temporary credentials
 * @param mailbox where services deliver mail
 * @param metrics where services write what they measure
 * @param memory room for what services keep in memory
 * @param disk room for what they keep in files
 * @param workFolder a folder of this cloud alone, deleted when it closes
 * @param knownCode which deployment packages run from jars of this machine
 * @param isolation what keeps functions apart from this machine
 * @param settling how long, in cloud time, what is made or changed takes until it is ready
 * @param concurrency how many functions may run at once
 * @param endpoint where the wire front listens, as {@code http://127.0.0.1:4566}; known once the cloud has started
 * @param signatures to tell who signed a request that came by a route
 */
public record ServiceContext(
        Place place,
        Door door,
        CloudClock clock,
        Journal journal,
        Credentials credentials,
        Mailbox mailbox,
        Metrics metrics,
        Room memory,
        Room disk,
        Path workFolder,
        KnownCode knownCode,
        Isolation isolation,
        Duration settling,
        int concurrency,
        Supplier<URI> endpoint,
        RequestSignatures signatures) {

    /**
     * Delivers a mail to this cloud's mailbox, and tells the journal.
     *
     * @throws Unsupported where there is no room for it
     */
    public void mail(Mail mail, Notes notes) {
        memory.take(mail.text().length() + mail.html().length() + mail.subject().length());
        mailbox.deliver(mail);
        mail.to().forEach(address -> notes.mailed(address, mail.subject()));
    }

    /** What a service tells the journal beside its calls. */
    public Notes notes(String service) {
        return Notes.of(journal, clock, service);
    }
}
