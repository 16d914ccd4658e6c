package com.amazonaws.services.lambda.runtime.api.client.logging;

import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintStream;

/**
 * Where a function's logger writes, in place of the runtime client's class of this name. Lambda frames what the logger is
 * given, so that each message is a log event of its own, whether or not it ends its line; here a line's end does that.
 */
public class StdOutLogSink implements LogSink {

    @Override
    public void log(byte[] message) {
        log(LogLevel.UNDEFINED, LogFormat.TEXT, message);
    }

    @Override
    public void log(LogLevel level, LogFormat format, byte[] message) {
        PrintStream out = System.out;
        synchronized (out) {
            out.write(message, 0, message.length);
            if (message.length > 0 && message[message.length - 1] != '\n') {
                out.write('\n');
            }
            out.flush();
        }
    }

    @Override
    public void close() {}
}
