package ateliers.grader.authoring;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/**
 * What a lab promises to be marked by: the sentences of the section {@code ## Le contrat} of its README. Each sentence, list item or row of
 * a table ends with its id in small type, {@code <sub>C7</sub>}. What ends in a colon leads in to what follows, and has none; nor has the
 * subsection of what a submission may use.
 *
 * @param faults what keeps sentences from being told apart, each as a French phrase
 */
record Contract(List<Sentence> sentences, List<String> faults) {
    private static final String SECTION = "Le contrat";
    private static final String ALLOWED = "Ressources et dépendances permises";

    /**
     * A promise that can be broken.
     *
     * @param text in Markdown, on one line
     */
    record Sentence(String id, String text) {}

    /** Reads a lab's README. */
    static Contract of(String markdown) {
        Node document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown);
        Reader reader = new Reader();
        boolean inside = false;
        boolean allowed = false;
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                String title = text(heading);
                inside = heading.getLevel() > 2 ? inside : title.equals(SECTION);
                allowed = title.equals(ALLOWED);
            } else if (inside && !allowed) {
                block.accept(reader);
            }
        }
        return reader.contract();
    }

    private static String text(Node block) {
        ContractSentences text = new ContractSentences();
        block.accept(text);
        return text.rest();
    }

    /** Goes through paragraphs and rows, wherever they stand. */
    private static final class Reader extends AbstractVisitor {
        private final List<Sentence> sentences = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();

        @Override
        public void visit(Paragraph paragraph) {
            ContractSentences told = told(paragraph);
            if (!told.rest().isEmpty() && !told.rest().endsWith(":")) {
                lacking(told.rest());
            }
        }

        @Override
        public void visit(CustomBlock table) {
            visitChildren(table);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableBody) {
                visitChildren(node);
            } else if (node instanceof TableRow) {
                ContractSentences told = told(node);
                if (!told.rest().isEmpty()) {
                    lacking(told.rest());
                }
            }
        }

        private ContractSentences told(Node node) {
            ContractSentences told = new ContractSentences();
            node.accept(told);
            sentences.addAll(told.sentences());
            told.sentences().stream()
                    .filter(sentence -> ContractSentences.isSeveral(sentence.text()))
                    .forEach(sentence ->
                            faults.add("%s est plus d'une phrase : %s".formatted(sentence.id(), sentence.text())));
            if (ContractSentences.isSeveral(told.rest())) {
                lacking(told.rest());
            }
            return told;
        }

        private void lacking(String text) {
            String fault = "Cette phrase n'a pas de numéro : " + text;
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }

        Contract contract() {
            for (int i = 0; i < sentences.size(); i++) {
                String wanted = "C" + (i + 1);
                if (!sentences.get(i).id().equals(wanted)) {
                    faults.add("%s est là où l'on attend %s"
                            .formatted(sentences.get(i).id(), wanted));
                }
            }
            if (sentences.isEmpty()) {
                faults.add("Aucune phrase dans une section « ## %s »".formatted(SECTION));
            }
            return new Contract(List.copyOf(sentences), List.copyOf(faults));
        }
    }
}
