package ateliers.grader.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A page of the documentation, as far as tests read it. */
public record MarkdownPage(Path file, Node root) {
    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    /** All pages of the project, wherever they lie. */
    public static List<MarkdownPage> all() throws IOException {
        List<Path> found = new ArrayList<>();
        collect(Path.of("..").toRealPath(), found);
        return found.stream().sorted().map(MarkdownPage::of).toList();
    }

    private static void collect(Path folder, List<Path> found) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                if (Files.isDirectory(child)
                        && !NOT_OURS.contains(child.getFileName().toString())) {
                    collect(child, found);
                } else if (child.toString().endsWith(".md")) {
                    found.add(child);
                }
            }
        }
    }

    static MarkdownPage of(Path file) {
        try {
            return of(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage of(Path file, String text) {
        return new MarkdownPage(
                file, Parser.builder().extensions(TABLES).build().parse(text));
    }

    /** Lines of code blocks, and code in sentences. */
    public List<String> code() {
        List<String> code = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                block.getLiteral().lines().forEach(code::add);
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                block.getLiteral().lines().forEach(code::add);
            }

            @Override
            public void visit(Code inline) {
                code.add(inline.getLiteral());
            }
        });
        return code;
    }

    /** Code in sentences, by the paragraph, heading or table's row that has it, in their order; blocks without any are left out. */
    public List<List<String>> quoted() {
        List<List<String>> quoted = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                add(paragraph);
            }

            @Override
            public void visit(Heading heading) {
                add(heading);
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow) {
                    add(node);
                } else {
                    visitChildren(node);
                }
            }

            private void add(Node block) {
                List<String> code = codeIn(block);
                if (!code.isEmpty()) {
                    quoted.add(code);
                }
            }
        });
        return quoted;
    }

    private static List<String> codeIn(Node block) {
        List<String> code = new ArrayList<>();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(Code inline) {
                code.add(inline.getLiteral().replaceAll("\\s+", " "));
            }
        });
        return code;
    }

    /** What it shows of files: a paragraph whose last sentence is {@code Extrait de [name](file) :}, or {@code From}, then a block. */
    List<Excerpt> excerpts() {
        List<Excerpt> excerpts = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getPrevious() instanceof Paragraph paragraph
                        && text(paragraph).matches("(?s).*(Extrait de|From) \\S+ ?:")) {
                    Node last = paragraph.getLastChild();
                    while (!(last instanceof Link)) {
                        last = last.getPrevious();
                    }
                    excerpts.add(new Excerpt(((Link) last).getDestination(), block.getLiteral()));
                }
            }
        });
        return excerpts;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /**
     * A part of a file.
     *
     * @param destination the file, from the page's folder
     */
    record Excerpt(String destination, String text) {}
}
