// The jar has all that a lab needs, and the script found the class that makes it. What it makes is for the grader's own tests.
def lab = new File(basedir, 'project/97-rapport-hebdo')
['README.md', 'pom.xml', 'checklist/pom.xml',
 'checklist/src/main/java/ateliers/grader/checklists/rapporthebdo/UploadsChecklist.java',
 'labs/97-rapport-hebdo/template.yaml', 'solutions/97-rapport-hebdo/mutants/notify-twice.patch'].each {
    assert new File(lab, it).isFile(): it
}
assert !new File(lab, 'annexe').exists()
assert new File(lab, 'pom.xml').getText('UTF-8').contains('<module>checklist</module>')
