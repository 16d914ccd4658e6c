package ateliers.cloud.services.sqs;

import ateliers.cloud.door.Place;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which queue a queue URL or ARN means. Hosts are not looked at: the path is the same on every endpoint. */
record QueueAddress(String account, String name) {
    private static final Pattern URL = Pattern.compile("https?://[^/]+/(\\d{12})/([A-Za-z0-9_.-]+)/?");

    /** Reads a queue URL, as {@code http://127.0.0.1:4566/123456789012/orders}. */
    static QueueAddress ofUrl(String url) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missing("QueueUrl");
        }
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw SqsErrors.address(url);
        }
        return new QueueAddress(matcher.group(1), matcher.group(2));
    }

    /** The ARN of the queue, which is here if it is anywhere. */
    String arn(Place place) {
        return new Place(account, place.region()).arn("sqs", name);
    }

    /** @param endpoint as {@code http://127.0.0.1:4566} */
    String url(URI endpoint) {
        return endpoint + "/" + account + "/" + name;
    }
}
