package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered in XML can be read, whatever a template or a name brought into it. */
class XmlWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u0000", "\uFFFE", "\uFFFF", "\b"})
    void whatXmlCannotHoldIsReplaced(String strange) throws Exception {
        assertThat(read("avant " + strange + " après"))
                .startsWith("avant \uFFFD")
                .endsWith(" après");
    }

    @Test
    void whatXmlCanHoldStays() throws Exception {
        String text = "a\r\n\t<b>&\"é\uD83D\uDE80\u007f\uFFFD";

        assertThat(read(text)).isEqualTo(text);
    }

    private static String read(String text) throws Exception {
        byte[] xml = new XmlWriter().element("Message", text).bytes();
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement()
                .getTextContent();
    }
}
