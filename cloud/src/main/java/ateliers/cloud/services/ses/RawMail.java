package ateliers.cloud.services.ses;

import ateliers.cloud.door.Unsupported;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Mails in MIME, as they travel. */
final class RawMail {
    /** AWS takes no mail of more parts than 500; parts in parts are each read again for the one around it. */
    private static final int MOST_LEVELS = 50;

    private final MimeMessage message;

    private RawMail(MimeMessage message) {
        this.message = message;
    }

    static RawMail read(byte[] bytes, SesErrors errors) {
        try {
            return new RawMail(new MimeMessage(session(), new ByteArrayInputStream(bytes)));
        } catch (MessagingException e) {
            throw errors.parameter("Error parsing message: " + e.getMessage());
        }
    }

    /** Who it says that it is from; empty where it does not. */
    Optional<String> from(SesErrors errors) {
        try {
            Address[] from = message.getFrom();
            return from == null || from.length == 0 ? Optional.empty() : Optional.of(written(from[0]));
        } catch (MessagingException e) {
            throw errors.parameter(e.getMessage());
        }
    }

    /** The addresses of {@code To}, {@code Cc} and {@code Bcc}. */
    List<String> recipients(SesErrors errors) {
        try {
            Address[] all = message.getAllRecipients();
            List<String> written = new ArrayList<>();
            for (Address each : all == null ? new Address[0] : all) {
                written.add(written(each));
            }
            return written;
        } catch (MessagingException e) {
            throw errors.parameter(e.getMessage());
        }
    }

    Optional<String> header(String name, SesErrors errors) {
        try {
            String[] values = message.getHeader(name);
            return values == null ? Optional.empty() : Optional.of(values[0].strip());
        } catch (MessagingException e) {
            throw errors.parameter(e.getMessage());
        }
    }

    /** What a person sees of it: attachments are left out. */
    Rendering.Rendered seen(SesErrors errors) {
        try {
            StringBuilder text = new StringBuilder();
            StringBuilder html = new StringBuilder();
            walk(message, text, html, MOST_LEVELS);
            String subject = message.getSubject();
            return new Rendering.Rendered(subject == null ? "" : subject, text.toString(), html.toString());
        } catch (MessagingException | IOException e) {
            throw errors.parameter("Error parsing message: " + e.getMessage());
        }
    }

    private static void walk(Part part, StringBuilder text, StringBuilder html, int levels)
            throws MessagingException, IOException {
        if (levels == 0) {
            throw new Unsupported("ses: a mail with more than " + MOST_LEVELS + " levels of parts in parts");
        }
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (attached) {
            return;
        }
        Object content = part.getContent();
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                walk(each, text, html, levels - 1);
            }
        } else if (content instanceof String words) {
            (part.isMimeType("text/html") ? html : text).append(words);
        }
    }

    private static String written(Address address) {
        return address instanceof InternetAddress internet ? internet.toUnicodeString() : address.toString();
    }

    /** A rendered mail as TestRenderTemplate shows it. */
    static String write(Rendering.Rendered made, Instant time) {
        try {
            MimeMessage message = new MimeMessage(session());
            message.setSentDate(Date.from(time));
            message.setSubject(made.subject(), "UTF-8");
            if (made.text().isEmpty() || made.html().isEmpty()) {
                boolean plain = made.html().isEmpty();
                message.setText(plain ? made.text() : made.html(), "UTF-8", plain ? "plain" : "html");
            } else {
                message.setContent(
                        new MimeMultipart("alternative", part(made.text(), "plain"), part(made.html(), "html")));
            }
            message.saveChanges();
            message.removeHeader("Message-ID");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail can be written", e);
        }
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", kind);
        return part;
    }

    private static Session session() {
        return Session.getInstance(new Properties());
    }
}
