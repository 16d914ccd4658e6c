package ateliers.cloud.services.ses;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.mail.Mail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Asks addresses whether mails may be sent from them, and hears their answer: the link in the mail, under AWS's host name or on
 * the listener.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html">Creating an email address identity</a>
 */
final class Verification implements HttpRoute {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String OPERATION = "ConfirmVerification";

    private final ServiceContext context;
    private final Identities identities;

    Verification(ServiceContext context, Identities identities) {
        this.context = context;
        this.identities = identities;
    }

    /** Makes an identity, or asks again. A domain is asked by DNS, which nobody answers here. */
    Identity ask(String name) {
        Identity identity = identities.ask(name);
        if (!identity.isDomain()) {
            mail(identity);
        }
        return identity;
    }

    private void mail(Identity identity) {
        String region = context.place().region();
        String link = "https://email-verification." + region + ".amazonaws.com/?Context="
                + context.place().account() + "&X-Amz-Date="
                + DATE.format(context.clock().instant()) + "&Identity.IdentityName="
                + Query.encode(identity.name, false) + "&Identity.IdentityType=EmailAddress&Operation=" + OPERATION
                + "&Namespace=Bacon&X-Amz-Signature=" + identity.token();
        context.mail(
                new Mail(
                        context.clock().instant(),
                        "Amazon Web Services <no-reply-aws@amazon.com>",
                        identity.name,
                        "Amazon Web Services \u2013 Email Address Verification Request in region " + region,
                        "Dear Amazon Web Services Customer,\n\nWe have received a request to authorize this email"
                                + " address for use with Amazon SES in region " + region
                                + ". If you requested this verification, please go to the following URL to confirm that"
                                + " you are authorized to use this email address:\n\n" + link
                                + "\n\nYour request will not be processed unless you confirm the address using this URL."
                                + " This link expires 24 hours after your original verification request.\n\nIf you did"
                                + " NOT request to verify this email address, do not click on the link.\n",
                        Map.of()),
                context.notes("ses").byService());
    }

    @Override
    public boolean matches(WireRequest request) {
        return request.method().equals("GET")
                && request.rawPath().equals("/")
                && request.parameter("Operation").filter(OPERATION::equals).isPresent()
                && request.parameter("Identity.IdentityName").isPresent();
    }

    @Override
    public WireResponse answer(WireRequest request) {
        boolean verified = identities
                .find(request.parameter("Identity.IdentityName").orElseThrow())
                .filter(identity -> identity.verify(
                        request.parameter("X-Amz-Signature").orElse(""),
                        context.clock().instant()))
                .isPresent();
        return verified
                ? page(200, "Congratulations!", "You have successfully verified an email address.")
                : page(
                        400,
                        "Email address not verified",
                        "The link is not valid, or has expired: ask for another verification mail.");
    }

    private static WireResponse page(int status, String title, String text) {
        return WireResponse.of(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"UTF-8\"><title>Amazon SES</title></head>\n"
                        + "<body>\n<h1>" + title + "</h1>\n<p>" + text + "</p>\n</body>\n</html>\n");
    }
}
