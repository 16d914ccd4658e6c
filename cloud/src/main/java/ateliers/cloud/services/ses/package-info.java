/**
 * Amazon SES as both of its APIs show it: identities, templates, configuration sets, and mails that end in the cloud's mailbox.
 */
package ateliers.cloud.services.ses;
