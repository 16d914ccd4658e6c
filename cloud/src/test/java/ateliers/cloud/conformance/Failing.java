package ateliers.cloud.conformance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** A function that fails or never ends where its event says so, and otherwise answers nothing; runs in a child process. */
public final class Failing implements RequestHandler<Object, Object> {
    @Override
    public Object handleRequest(Object event, Context context) {
        if ("throw".equals(event)) {
            throw new RuntimeException("as asked");
        }
        long count = 0;
        while ("loop".equals(event) && count >= 0) {
            count = (count + 1) & 0xffff;
        }
        return null;
    }
}
