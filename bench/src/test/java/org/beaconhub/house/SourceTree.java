package org.beaconhub.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Every Java source of the tree, parsed once and not resolved, so that the whole of it takes seconds. */
record SourceTree(Path home, Trees trees, List<CompilationUnitTree> units) {
    static final SourceTree HERE = parse(findHome());

    /** The folder that holds all modules, from whichever folder the tests are run. */
    static Path findHome() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static SourceTree parse(Path home) {
        StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
        return parse(home, files.getJavaFileObjectsFromPaths(sources(home)));
    }

    static SourceTree parse(Path home, Iterable<? extends JavaFileObject> files) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, files);
        Trees trees = Trees.instance(task);
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
            return new SourceTree(home, trees, List.copyOf(units));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources below " + home, e);
        }
    }

    private static List<Path> sources(Path home) {
        try (Stream<Path> files = Files.find(home, 20, (file, attributes) -> attributes.isRegularFile())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !home.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the sources below " + home, e);
        }
    }
}
