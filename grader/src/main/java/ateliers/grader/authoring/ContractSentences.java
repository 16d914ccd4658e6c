package ateliers.grader.authoring;

import ateliers.grader.authoring.Contract.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Cuts a paragraph or a table's row behind each id, and keeps what has none. */
final class ContractSentences extends AbstractVisitor {
    private static final Pattern ID = Pattern.compile("C[1-9]\\d*");

    /** A stop, then what begins a sentence: a capital, a quotation or a name in code. */
    private static final Pattern NEXT_SENTENCE = Pattern.compile("[.!?…] +[\\p{Lu}«`]");

    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final List<Sentence> sentences = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int id = -1;

    List<Sentence> sentences() {
        return sentences;
    }

    /** What stands behind the last id. */
    String rest() {
        return text.toString().strip();
    }

    /** Whether a text holds more than one sentence. */
    static boolean isSeveral(String text) {
        return NEXT_SENTENCE.matcher(CODE.matcher(text).replaceAll("`code`")).find();
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        text.append('`').append(node.getLiteral()).append('`');
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(HtmlInline node) {
        if (node.getLiteral().equals("<sub>")) {
            id = text.length();
        } else if (node.getLiteral().equals("</sub>")
                && id >= 0
                && ID.matcher(text.substring(id)).matches()) {
            sentences.add(new Sentence(text.substring(id), text.substring(0, id).strip()));
            text.setLength(0);
            id = -1;
        }
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableCell && node.getPrevious() != null) {
            text.append(" : ");
        }
        visitChildren(node);
    }
}
