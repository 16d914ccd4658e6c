package ateliers.cloud.wire;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * The headers that HTTP itself wants of an answer: when it was made, how long its body is, and whether the connection
 * stays. It does after a refusal too, where HttpCore's own would end it.
 */
final class Framing implements HttpProcessor {
    private final InstantSource time;

    /** @param time that answers tell, in English whatever the machine speaks, which HttpCore's own does not heed */
    Framing(InstantSource time) {
        this.time = time;
    }

    @Override
    public void process(HttpRequest request, EntityDetails body, HttpContext context) {
        // Requests are taken as they are.
    }

    @Override
    public void process(HttpResponse response, EntityDetails body, HttpContext context)
            throws HttpException, IOException {
        HttpCoreContext exchange = HttpCoreContext.cast(context);
        response.setHeader(HttpHeaders.DATE, Scalars.text(time.instant(), Format.RFC_822));
        HttpRequest request = exchange.getRequest();
        boolean old = exchange.getProtocolVersion().lessEquals(HttpVersion.HTTP_1_0);
        boolean unknownLength = body != null && body.getContentLength() < 0;
        if (request == null || MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            if (!unknownLength) {
                long length = body == null ? 0 : body.getContentLength();
                response.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            } else if (!old) {
                response.setHeader(HttpHeaders.TRANSFER_ENCODING, HeaderElements.CHUNKED_ENCODING);
            }
        }
        if (has(request, HeaderElements.CLOSE) || old && (unknownLength || !has(request, HeaderElements.KEEP_ALIVE))) {
            response.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        } else if (old) {
            response.setHeader(HttpHeaders.CONNECTION, HeaderElements.KEEP_ALIVE);
        }
    }

    private static boolean has(HttpRequest request, String option) {
        if (request == null) {
            return false;
        }
        Iterator<String> options = MessageSupport.iterateTokens(request, HttpHeaders.CONNECTION);
        while (options.hasNext()) {
            if (options.next().equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }
}
