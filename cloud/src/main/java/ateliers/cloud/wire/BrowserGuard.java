package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps pages of the web from calling this cloud by the browser of whoever runs it: a page can reach the loopback address,
 * also under a name of its own that it has pointed there (DNS rebinding), and where any key is the root user's it needs no
 * secret. Tools and SDKs send nothing of what is looked at here, other than {@code Host}.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site">Sec-Fetch-Site</a>
 */
final class BrowserGuard {
    private static final Pattern OWN_NAMES =
            Pattern.compile("|(.*\\.)?localhost|127(\\.\\d{1,3}){3}|\\[::1]|.+\\.amazonaws\\.com|.+\\.on\\.aws");
    private static final List<String> OWN_SITES = List.of("none", "same-origin");

    /** No page gets a name of its own to be one: where a cloud is reached by its address, it may be called by it. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Reach reach;

    BrowserGuard(Reach reach) {
        this.reach = reach;
    }

    /**
     * Why a request is not answered; empty when it is.
     *
     * @param answersBrowsers whether it is for something that says itself which pages it answers, as a stage of API Gateway, or a bucket whose
     *     CORS configuration lets this one
     */
    Optional<String> refusal(WireRequest request, boolean answersBrowsers) {
        if (!isCalled(request.host())) {
            return Optional.of("This cloud is not called " + request.host()
                    + ": it answers to localhost, 127.0.0.1, names below localhost and AWS's own.");
        }
        if (answersBrowsers) {
            return Optional.empty();
        }
        Optional<String> origin = request.header("Origin");
        boolean foreign = origin.isPresent()
                ? !isOwn(origin.get(), request)
                : request.header("Sec-Fetch-Site")
                        .filter(site -> !OWN_SITES.contains(site))
                        .isPresent();
        return foreign
                ? Optional.of("A page of " + origin.orElse("another site")
                        + " asked for this: AWS's APIs are not for pages here.")
                : Optional.empty();
    }

    private boolean isCalled(String host) {
        return OWN_NAMES.matcher(host).matches()
                || reach.isOpen() && NUMBER.matcher(host).matches()
                || reach.names().stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
    }

    private static boolean isOwn(String origin, WireRequest request) {
        String authority = request.header("Host").orElse("");
        return origin.equalsIgnoreCase("http://" + authority) || origin.equalsIgnoreCase("https://" + authority);
    }
}
