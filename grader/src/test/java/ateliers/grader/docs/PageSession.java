package ateliers.grader.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;

/**
 * The commands that a page shows, in their order, as one would type them into one terminal in the project's folder.
 *
 * <p>A block of commands is fenced as {@code sh}. A comment before it may say what its reader has done meanwhile ({@code <!-- prépare :
 * NOM=x -->}), that it ends with another code than 0 ({@code <!-- code 1 : … -->}), or why it cannot be run here ({@code <!-- non joué : … -->}). {@code <!-- affiche -->} stands before the block that the
 * commands above it print; there, {@code …} stands for any text.
 */
record PageSession(MarkdownPage page, List<Step> steps) {
    private static final Pattern COMMENT =
            Pattern.compile("(?s)<!--\\s*(prépare|non joué|affiche|code)(?: (\\d+))?(?:\\s*:\\s*(.*?))?\\s*-->");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\$ )?(?:\\./lab|mvn|aws|git|curl|docker|npm|pip|export|unset|cp|mkdir|sam) \\S.*");

    /** All pages of the project: a command may stand in any. */
    static List<MarkdownPage> pages() throws IOException {
        return MarkdownPage.all();
    }

    /** The lab whose assignment the page is; its commands are typed by who has solved it. */
    Optional<String> lab() {
        Path folder = page.file().getParent();
        return folder.getParent().endsWith("labs")
                ? Optional.of(folder.getFileName().toString())
                : Optional.empty();
    }

    static PageSession of(MarkdownPage page) {
        List<Step> steps = new ArrayList<>();
        page.root().accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getInfo().equals("sh")) {
                    steps.add(new Step(
                            comment(block, "prépare").map(each -> each.group(3)).orElse(""),
                            block.getLiteral(),
                            comment(block, "code")
                                    .map(each -> Integer.parseInt(each.group(2)))
                                    .orElse(0),
                            comment(block, "non joué").map(each -> each.group(3)),
                            List.of()));
                } else if (comment(block, "affiche").isPresent()) {
                    Step last = steps.remove(steps.size() - 1);
                    steps.add(last.printing(block.getLiteral().lines().toList()));
                }
            }
        });
        return new PageSession(page, steps);
    }

    /** The comment just before a block that begins with a word; several may stand there. */
    private static Optional<MatchResult> comment(FencedCodeBlock block, String word) {
        for (var node = block.getPrevious(); node instanceof HtmlBlock html; node = node.getPrevious()) {
            Matcher comment = COMMENT.matcher(html.getLiteral());
            while (comment.find()) {
                if (comment.group(1).equals(word)) {
                    return Optional.of(comment.toMatchResult());
                }
            }
        }
        return Optional.empty();
    }

    boolean isPlayed() {
        return steps.stream().anyMatch(Step::isPlayed);
    }

    /** Blocks that look like commands, and would be overlooked. */
    static List<String> overlooked(MarkdownPage page) {
        List<String> found = new ArrayList<>();
        page.root().accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (!block.getInfo().equals("sh")) {
                    look(
                            block.getInfo().isEmpty() || block.getInfo().matches("text|console|bash|shell"),
                            block.getLiteral());
                }
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                look(true, block.getLiteral());
            }

            private void look(boolean plain, String text) {
                if (plain) {
                    text.lines().filter(line -> COMMAND.matcher(line).matches()).forEach(found::add);
                }
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    /**
     * A block of commands.
     *
     * @param prepared commands that run before it, unseen
     * @param code what the last of them ends with
     * @param reason why it is not run; empty where it is
     * @param printed what the commands print, among other lines
     */
    record Step(String prepared, String commands, int code, Optional<String> reason, List<String> printed) {
        Step printing(List<String> lines) {
            return new Step(prepared, commands, code, reason, lines);
        }

        boolean isPlayed() {
            return reason.isEmpty();
        }

        /** The first line of {@link #printed} that does not come, in this order, in what was printed. */
        Optional<String> missing(String output) {
            List<String> lines = output.lines().map(String::strip).toList();
            int from = 0;
            for (String wanted : printed) {
                Pattern pattern = pattern(wanted.strip());
                int at = from;
                while (at < lines.size() && !pattern.matcher(lines.get(at)).matches()) {
                    at++;
                }
                if (at == lines.size()) {
                    return Optional.of(wanted);
                }
                from = at + 1;
            }
            return Optional.empty();
        }

        private static Pattern pattern(String line) {
            String[] parts = line.split("…", -1);
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
            }
            return Pattern.compile(pattern.toString());
        }
    }
}
