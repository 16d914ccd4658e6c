package ateliers.cloud.services.sns;

import ateliers.cloud.http.Query;

/** The links in mails that lead people to pages of SNS: AWS's own host name, which the cloud's listener answers to. */
record SubscriptionLinks(String region) {
    static final String CONFIRMATION = "/confirmation.html";
    static final String UNSUBSCRIBE = "/unsubscribe.html";

    String confirmation(Subscription subscription) {
        return page(
                CONFIRMATION, "TopicArn=" + subscription.topic.arn + "&Token=" + subscription.token(), subscription);
    }

    String unsubscribe(Subscription subscription) {
        return page(UNSUBSCRIBE, "SubscriptionArn=" + subscription.arn, subscription);
    }

    private String page(String path, String query, Subscription subscription) {
        return "https://sns." + region + ".amazonaws.com" + path + "?" + query + "&Endpoint="
                + endpoint(subscription.endpoint);
    }

    /** As AWS writes it: the address to be read, unless a character would not come through. */
    static String endpoint(String address) {
        return Query.encode(address, true).replace("%40", "@");
    }
}
