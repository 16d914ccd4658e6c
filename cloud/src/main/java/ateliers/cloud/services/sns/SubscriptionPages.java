package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The pages that the links in mails lead to, under SNS's host name or the listener's own. AWS's are scripts that call the API
 * as nobody in particular; here the visit itself does, so that what is no browser can follow a link too.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/SendMessageToEmail.confirm.html">Confirming a subscription</a>
 */
final class SubscriptionPages implements HttpRoute {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="UTF-8"><title>Simple Notification Service</title></head>
            <body>
            <h1 id="status">%s</h1>
            %s
            </body>
            </html>
            """;

    private final Door door;

    SubscriptionPages(Door door) {
        this.door = door;
    }

    @Override
    public boolean matches(WireRequest request) {
        boolean page = request.rawPath().equals(SubscriptionLinks.CONFIRMATION)
                || request.rawPath().equals(SubscriptionLinks.UNSUBSCRIBE);
        // Under other names it might be a bucket.
        return page
                && request.method().equals("GET")
                && (request.host().startsWith("sns.")
                        || request.parameter("Endpoint").isPresent());
    }

    @Override
    public WireResponse answer(WireRequest request) {
        return request.rawPath().equals(SubscriptionLinks.CONFIRMATION)
                ? page(request, "confirmed", this::confirm)
                : page(request, "removed", this::unsubscribe);
    }

    private String confirm(WireRequest request) {
        String arn = visitor()
                .confirmSubscription(
                        visit -> visit.topicArn(request.parameter("TopicArn").orElse(null))
                                .token(request.parameter("Token").orElse(null)))
                .subscriptionArn();
        String link = SubscriptionLinks.UNSUBSCRIBE + "?SubscriptionArn=" + arn + "&Endpoint="
                + SubscriptionLinks.endpoint(request.parameter("Endpoint").orElse(""));
        return "<p>You have successfully subscribed.</p><p>Your subscription's id is:<br><code>" + escaped(arn)
                + "</code></p><p>If it was not your intention to subscribe, <a href=\"" + escaped(link)
                + "\">click here to unsubscribe</a>.</p>";
    }

    private String unsubscribe(WireRequest request) {
        String arn = request.parameter("SubscriptionArn").orElse(null);
        visitor().unsubscribe(visit -> visit.subscriptionArn(arn));
        return "<p>Your subscription has been removed:<br><code>" + escaped(arn) + "</code></p>";
    }

    private static WireResponse page(WireRequest request, String done, Function<WireRequest, String> visit) {
        try {
            return html(200, "Subscription " + done + "!", visit.apply(request));
        } catch (AwsServiceException e) {
            return html(
                    e.statusCode(),
                    "Subscription not " + done,
                    "<p>Your subscription could not be " + done + " because of an error.</p><p><code>"
                            + escaped(AwsErrors.code(e)) + "</code>: " + escaped(AwsErrors.message(e)) + "</p>");
        }
    }

    private static WireResponse html(int status, String title, String text) {
        return WireResponse.of(status, "text/html; charset=utf-8", PAGE.formatted(title, text));
    }

    private SnsClient visitor() {
        return door.as(new Principal.Anonymous(), SnsClient.class);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
