package ateliers.cloud.services.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.Map;
import java.util.TreeMap;

/** The function under test; runs in a child process. */
public final class Subject implements RequestHandler<Object, Object> {
    @Override
    public Object handleRequest(Object event, Context context) {
        switch (String.valueOf(event)) {
            case "throw" -> throw new IllegalStateException("as asked");
            case "loop" -> {
                long count = 0;
                while (count >= 0) {
                    count = (count + 1) & 0xffff;
                }
                return count;
            }
            case "log" -> {
                context.getLogger().log("une ligne\n");
                System.out.println("{\"niveau\":\"info\",\"n\":3}");
                System.out.println("{\"niveau\":\"info\",\"n\":1}");
                return "logged";
            }
            case "messages" -> {
                context.getLogger().log("a");
                context.getLogger().log("b");
                context.getLogger().log("two\nlines\n\nand more\n");
                System.out.println("c\nd");
                return "logged";
            }
            case "levels" -> {
                for (LogLevel level : LogLevel.values()) {
                    context.getLogger().log("a line", level);
                }
                System.out.println("{\"level\":\"warn\",\"n\":1}");
                System.out.println("{\"level\":\"error\",\"n\":2}");
                System.out.println("a plain line");
                return "logged";
            }
            case "trace" -> {
                return System.getProperty("com.amazonaws.xray.traceHeader");
            }
            case "environment" -> {
                Map<String, String> seen = new TreeMap<>(System.getenv());
                return seen;
            }
            default -> {
                if (String.valueOf(event).contains("poison")) {
                    throw new IllegalArgumentException("a poisoned message");
                }
                return null;
            }
        }
    }
}
