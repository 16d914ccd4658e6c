package ateliers.grader.checklists.skill;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What Alexa says of a text in SSML.
 *
 * @see <a href="https://developer.amazon.com/docs/custom-skills/speech-synthesis-markup-language-ssml-reference.html">SSML
 *     reference</a>
 */
final class Ssml {
    private static final XMLInputFactory XML = factory();

    private Ssml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The words between the tags; empty where it is no well-formed {@code <speak>}, which Alexa would refuse. */
    static Optional<String> words(String ssml) {
        StringBuilder words = new StringBuilder();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(ssml.strip()));
            boolean root = true;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (root && !reader.getLocalName().equals("speak")) {
                        return Optional.empty();
                    }
                    root = false;
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    words.append(reader.getText());
                }
            }
            return root ? Optional.empty() : Optional.of(words.toString().strip());
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }
}
