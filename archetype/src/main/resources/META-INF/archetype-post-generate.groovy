// Makes the lab of what was unpacked, by the class that ./lab new uses; it lies in this archetype's jar, whose loader the thread has.
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path

def unpacked = Thread.currentThread().contextClassLoader.loadClass('ateliers.grader.generation.Unpacked')
def finish = unpacked.getMethod('finish', Path, String, String)
try {
    def made = finish.invoke(null, Path.of(request.outputDirectory), request.artifactId, request.properties.getProperty('title'))
    println "L'atelier ${request.artifactId} est écrit : ${made}"
} catch (InvocationTargetException e) {
    throw e.cause
}
