package ateliers.cloud.sandbox.redirect;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request for one of AWS's addresses goes instead. Of what an address tells, only the bucket would be lost: the
 * signature names the service and the region.
 *
 * @param endpoint the cloud's
 * @param path of the request there
 */
record Redirection(URI endpoint, String path) {
    private static final Pattern BUCKET =
            Pattern.compile("(.+)\\.s3(?:[.-](?!amazonaws)[a-z0-9-]+){0,2}\\.amazonaws\\.com");

    /**
     * The redirection of a request.
     *
     * @param path as it goes over the wire, with or without its first slash; null for none
     * @return empty where the request goes elsewhere already, or there is no cloud to go to
     */
    static Optional<Redirection> of(String host, String path, String endpoint) {
        if (host == null || endpoint == null || !host.endsWith(".amazonaws.com")) {
            return Optional.empty();
        }
        Matcher bucket = BUCKET.matcher(host);
        String key = path == null ? "" : path;
        String slashed = key.startsWith("/") ? key : "/" + key;
        return Optional.of(
                new Redirection(URI.create(endpoint), bucket.matches() ? "/" + bucket.group(1) + slashed : slashed));
    }
}
