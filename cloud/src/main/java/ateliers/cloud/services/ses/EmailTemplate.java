package ateliers.cloud.services.ses;

import java.time.Instant;

/**
 * A template of mails.
 *
 * @param text null where it has none
 * @param html likewise
 * @param created cloud time
 */
record EmailTemplate(String name, String subject, String text, String html, Instant created) {}
