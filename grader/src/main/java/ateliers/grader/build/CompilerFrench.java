package ateliers.grader.build;

import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;

/** The JDK's compiler speaks no French: its commonest errors are said in French first, with its own words after. */
final class CompilerFrench {
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("compiler.err.cant.resolve", "nom inconnu (faute de frappe, import oublié ?)"),
            Map.entry(
                    "compiler.err.doesnt.exist", "paquet inconnu (import faux, ou dépendance absente de l'atelier ?)"),
            Map.entry("compiler.err.expected", "il manque un signe"),
            Map.entry("compiler.err.prob.found.req", "types incompatibles"),
            Map.entry("compiler.err.missing.ret.stmt", "il manque un return"),
            Map.entry("compiler.err.unreported.exception", "exception ni attrapée ni déclarée"),
            Map.entry("compiler.err.var.might.not.have.been.initialized", "variable peut-être non initialisée"),
            Map.entry("compiler.err.already.defined", "déjà défini"),
            Map.entry("compiler.err.duplicate.class", "deux classes portent le même nom"),
            Map.entry(
                    "compiler.err.class.public.should.be.in.file",
                    "le fichier doit porter le nom de sa classe publique"),
            Map.entry("compiler.err.premature.eof", "fin de fichier inattendue (accolade oubliée ?)"),
            Map.entry("compiler.err.illegal.start.of.expr", "expression mal commencée"),
            Map.entry("compiler.err.illegal.start.of.type", "déclaration mal commencée"),
            Map.entry("compiler.err.not.stmt", "ceci n'est pas une instruction"),
            Map.entry("compiler.err.cant.apply", "appel avec de mauvais arguments"),
            Map.entry("compiler.err.does.not.override.abstract", "une méthode de l'interface n'est pas écrite"),
            Map.entry(
                    "compiler.err.preview.feature.disabled",
                    "ceci est d'un Java plus récent que 17, la version de l'atelier"),
            Map.entry(
                    "compiler.err.feature.not.supported.in.source",
                    "ceci est d'un Java plus récent que 17, la version de l'atelier"),
            Map.entry("compiler.err.not.def.public", "élément non accessible d'ici"));

    private CompilerFrench() {}

    static String of(Diagnostic<?> error) {
        String words = error.getMessage(Locale.ROOT).strip().replaceAll("\\s*\\R\\s*", " ; ");
        String code = error.getCode() == null ? "" : error.getCode();
        // javac refines a code by suffixes: cant.resolve.location.args is a kind of cant.resolve.
        while (!code.isEmpty() && !KNOWN.containsKey(code)) {
            int dot = code.lastIndexOf('.');
            code = dot < 0 ? "" : code.substring(0, dot);
        }
        return code.isEmpty() ? words : KNOWN.get(code) + " (" + words + ")";
    }
}
