package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTest {
    private static Mail mail(String text, String html, String... to) {
        return new Mail(Instant.EPOCH, "a@example.com", List.of(to), "Sujet", text, html, Map.of());
    }

    @Test
    void linksEndWhereTheSentenceDoes() {
        assertThat(mail("Voir https://a.example/x?y=1&z=2. Ou (http://b.example/) !", "")
                        .links())
                .containsExactly(URI.create("https://a.example/x?y=1&z=2"), URI.create("http://b.example/"));
    }

    @Test
    void linksOfHtmlAreThoseABrowserWouldFollow() {
        assertThat(mail("", "<a href=\"https://a.example/?x=1&amp;y=2\">ici</a>")
                        .links())
                .containsExactly(URI.create("https://a.example/?x=1&y=2"));
    }

    @Test
    void htmlIsSeenAsAMailProgramShowsIt() {
        assertThat(mail("", """
                        <html><head><style>p { color: red }</style><title>x</title></head>
                        <body><h1>Bonjour&nbsp;Anna,</h1>
                        <p>Achat de <b>1 234,56&nbsp;&euro;</b><br>le
                        05/03/2026</p><ul><li>un</li><li>deux</li></ul>
                        <a href="https://a.example/?x=1&amp;y=2">Voir</a></body></html>
                        """).seen()).isEqualTo("""
                        Bonjour\u00a0Anna,
                        Achat de 1 234,56\u00a0€
                        le 05/03/2026
                        un
                        deux
                        Voir <https://a.example/?x=1&y=2>""");
        assertThat(mail("le texte", "<p>autre</p>").seen()).isEqualTo("le texte");
    }

    @Test
    void whatIsNoAddressIsNoLink() {
        assertThat(mail("https://a.example/%zz", "").links()).isEmpty();
    }

    @Test
    void anAddressIsFoundWithOrWithoutAName() {
        Mail mail = mail("", "", "Anna <Anna@Example.com>", "ben@example.com");

        assertThat(mail.isFor("anna@example.com")).isTrue();
        assertThat(mail.isFor("ben@example.com")).isTrue();
        assertThat(mail.isFor("carl@example.com")).isFalse();
    }
}
