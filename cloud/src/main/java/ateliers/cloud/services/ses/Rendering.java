package ateliers.cloud.services.ses;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes mails of templates and data, as AWS's Handlebars does: nothing is escaped, and what the data lacks is an error unless a
 * condition or a loop asks for it.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html">Advanced email
 *     personalization</a>
 */
final class Rendering {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The others of the library read files, or the JVM's resources. */
    private static final Set<String> HELPERS =
            Set.of("if", "unless", "each", "with", "lookup", HelperRegistry.HELPER_MISSING);

    private Rendering() {}

    /** The data lacks what the template shows. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String attribute) {
            super("Attribute '" + attribute + "' is not present in the rendering data.");
        }
    }

    /**
     * A mail as it was made.
     *
     * @param text empty where the template has none
     * @param html likewise
     */
    record Rendered(String subject, String text, String html) {}

    private static final class NoFiles extends AbstractTemplateLoader {
        @Override
        public TemplateSource sourceAt(String location) throws IOException {
            throw new FileNotFoundException(location);
        }
    }

    private static final class Helpers extends DefaultHelperRegistry {
        private final RenderingEffort effort;

        Helpers(RenderingEffort effort) {
            this.effort = effort;
        }

        @Override
        public <C> Helper<C> helper(String name) {
            if (!HELPERS.contains(name)) {
                return null;
            }
            Helper<C> helper = super.helper(name);
            return (value, options) -> {
                effort.block(value, options);
                return helper.apply(value, options);
            };
        }
    }

    private static Handlebars engine(String source) {
        RenderingEffort effort = new RenderingEffort(source);
        Handlebars engine = new Handlebars(new NoFiles())
                .with(new Helpers(effort))
                .with(EscapingStrategy.NOOP)
                .with((Formatter) (value, next) -> effort.shown(next.format(value)));
        engine.registerHelperMissing(Rendering::missing);
        return engine;
    }

    /** A section asks whether there is something; whoever shows a value, or calls a helper, needs it. */
    private static Object missing(Object value, Options options) throws IOException {
        boolean asks = options.tagType == TagType.SECTION && HELPERS.contains(options.helperName);
        if (!asks) {
            throw new Missing(options.helperName);
        }
        return options.helperName.equals("unless") ? options.fn() : options.inverse();
    }

    /** Refuses a template that cannot be read. */
    static void check(EmailTemplate template, SesErrors errors) {
        for (String part : new String[] {template.subject(), template.text(), template.html()}) {
            try {
                String source = part == null ? "" : part;
                engine(source).compileInline(source);
            } catch (HandlebarsException | IOException e) {
                throw errors.invalidTemplate("Template could not be rendered: " + firstLine(e));
            } catch (StackOverflowError e) {
                throw new Unsupported("ses: a template with that many blocks in blocks");
            }
        }
    }

    /**
     * The values that templates show.
     *
     * @param text a JSON object; nothing is an empty one
     */
    static Map<String, Object> data(String text, SesErrors errors) {
        if (text == null || text.isBlank()) {
            return Map.of();
        }
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException | NumberFormatException e) {
            // The second is Java's, for an exponent that it does not hold.
            throw errors.invalidData("Template rendering data is invalid");
        }
    }

    /**
     * Makes a mail.
     *
     * @throws Missing when the data lacks something
     * @throws HandlebarsException when a part refers to what does not exist
     */
    static Rendered render(EmailTemplate template, Map<String, Object> data) {
        return new Rendered(part(template.subject(), data), part(template.text(), data), part(template.html(), data));
    }

    private static String part(String source, Map<String, Object> data) {
        if (source == null || source.isEmpty()) {
            return "";
        }
        try {
            return engine(source)
                    .compileInline(source)
                    .apply(Context.newBuilder(data)
                            .resolver(MapValueResolver.INSTANCE)
                            .build());
        } catch (IOException e) {
            throw new HandlebarsException(e);
        } catch (StackOverflowError e) {
            throw RenderingEffort.tooMuch();
        } catch (HandlebarsException e) {
            if (e.getCause() instanceof Missing missing) {
                throw missing;
            }
            if (e.getCause() instanceof Unsupported unsupported) {
                throw unsupported;
            }
            throw e;
        }
    }

    /** Why a template could not be rendered, for an event or an answer. */
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
