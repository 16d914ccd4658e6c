package ateliers.cloud.services.ses;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The templates of one account. */
final class Templates {
    private final ConcurrentSkipListMap<String, EmailTemplate> byName = new ConcurrentSkipListMap<>();

    EmailTemplate at(String name, SesErrors errors) {
        EmailTemplate template = name == null ? null : byName.get(name);
        if (template == null) {
            throw errors.noTemplate(name);
        }
        return template;
    }

    void create(EmailTemplate template, SesErrors errors) {
        check(template, errors);
        if (byName.putIfAbsent(template.name(), template) != null) {
            throw errors.templateExists(template.name());
        }
    }

    void update(EmailTemplate template, SesErrors errors) {
        check(template, errors);
        EmailTemplate before = at(template.name(), errors);
        byName.put(
                template.name(),
                new EmailTemplate(
                        template.name(), template.subject(), template.text(), template.html(), before.created()));
    }

    /** @return whether it was there */
    boolean delete(String name) {
        return name != null && byName.remove(name) != null;
    }

    List<EmailTemplate> all() {
        return List.copyOf(byName.values());
    }

    private static void check(EmailTemplate template, SesErrors errors) {
        if (template.name() == null || !template.name().matches("[A-Za-z0-9_-]{1,64}")) {
            throw errors.invalidTemplate(
                    "Invalid template name: only alphanumeric ASCII characters, '_', '-' are" + " allowed, up to 64.");
        }
        if (template.subject() == null || template.subject().isEmpty()) {
            throw errors.invalidTemplate("The subject must be specified.");
        }
        Rendering.check(template, errors);
    }
}
