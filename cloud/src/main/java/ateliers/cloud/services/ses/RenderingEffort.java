package ateliers.cloud.services.ses;

import ateliers.cloud.door.Unsupported;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it takes to make one part of a mail: loops within loops, or a value that is shown a thousand times, may take for ever. */
final class RenderingEffort {
    /** Characters, twice what AWS lets a mail have, so that a mail that it would send is never in the way. */
    private static final long MOST = 20_000_000;

    private static final Pattern PARTIAL = Pattern.compile("\\{\\{~?\\s*#?>");

    /** From the beginning of a partial to its end. */
    private static final Pattern INLINE = Pattern.compile("#\\*\\s*inline(?:(?!\\{\\{~?\\s*/inline)[^\\x00])*+");

    /** What the least of blocks takes, in characters that could be written meanwhile. */
    private static final int ITERATION = 50;

    private final long partials;
    private long taken;

    /** @param source of the part */
    RenderingEffort(String source) {
        this.partials = PARTIAL.matcher(source).find() ? source.length() : 0;
        Matcher inline = INLINE.matcher(source);
        while (inline.find()) {
            if (PARTIAL.matcher(inline.group()).find()) {
                throw new Unsupported("ses: a template with partials in partials");
            }
        }
    }

    /** A block is about to be made, once for each element where it loops. */
    void block(Object value, Options options) {
        long times = 1;
        if (value instanceof Collection<?> all) {
            times += all.size();
        } else if (value instanceof Map<?, ?> all) {
            times += all.size();
        }
        long length = options.tagType == TagType.SECTION ? options.fn.text().length() : 0;
        take(times * (ITERATION + length + partials));
    }

    /** A value is shown. */
    Object shown(Object text) {
        take(String.valueOf(text).length());
        return text;
    }

    private void take(long characters) {
        taken += characters;
        if (taken > MOST) {
            throw tooMuch();
        }
    }

    static Unsupported tooMuch() {
        return new Unsupported("ses: a template that makes more than " + MOST + " characters of its data");
    }
}
