package com.amazonaws.services.lambda.runtime.api.client.logging;

import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * Where a function's logger writes, in place of the runtime client's class of this name. Lambda frames what the logger is
 * given, so that each message is a log event of its own, of one line or many, whether or not it ends its line. Here a NUL
 * before a line's end says that the message goes on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log and monitor Java Lambda functions</a>
 */
public class StdOutLogSink implements LogSink {

    @Override
    public void log(byte[] message) {
        log(LogLevel.UNDEFINED, LogFormat.TEXT, message);
    }

    @Override
    public void log(LogLevel level, LogFormat format, byte[] message) {
        byte[] framed = framed(message);
        PrintStream out = System.out;
        synchronized (out) {
            out.write(framed, 0, framed.length);
            out.flush();
        }
    }

    private static byte[] framed(byte[] message) {
        int end = message.length;
        while (end > 0 && (message[end - 1] == '\n' || message[end - 1] == '\r')) {
            end--;
        }
        ByteArrayOutputStream framed = new ByteArrayOutputStream(message.length + 8);
        for (int i = 0; i < end; i++) {
            if (message[i] == '\n') {
                framed.write(0);
            }
            framed.write(message[i]);
        }
        framed.write('\n');
        return framed.toByteArray();
    }

    @Override
    public void close() {}
}
