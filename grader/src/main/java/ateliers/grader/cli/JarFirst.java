package ateliers.grader.cli;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;

/**
 * Loads what a jar has from there, even where the program has a class of the same name: a lab of the project may have the words of its
 * name, and so its package, in common with the lab whose checklist is in the jar.
 */
final class JarFirst extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Set<String> classNames;

    /**
     * @param classNames the classes that the jar has
     * @param program whose classes are all others
     */
    JarFirst(URL jar, Set<String> classNames, ClassLoader program) {
        super(new URL[] {jar}, program);
        this.classNames = classNames;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classNames.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}
