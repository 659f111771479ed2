package org.beaconhub.house;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Looks through one source for what the house style rules out. */
final class Inspection extends TreePathScanner<Void, Void> {
    static final int METHOD_LINES_MAX = 40;
    static final int SWITCH_LINES_MAX = 60;
    static final int FILE_LINES_MAX = 400;

    private static final Pattern CLOCK = Pattern.compile(
            "(java\\.lang\\.)?System(\\.|::)(currentTimeMillis|nanoTime)|(java\\.time\\.)?(Instant|Local(Date|Time|DateTime)"
                    + "|(Zoned|Offset)DateTime|OffsetTime|Year|YearMonth|MonthDay)(\\.|::)now"
                    + "|(java\\.time\\.)?(Clock|InstantSource)(\\.|::)(system|tick)\\w*");
    private static final Pattern SLEEP =
            Pattern.compile("(\\w+\\.)*(Thread|TimeUnit(\\.\\w+)?|[A-Z]+SECONDS)(\\.|::)sleep");
    private static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable", "Error");
    private static final Pattern BAD_NAME = Pattern.compile(".*(Manager|Helper|Processor|Impl|Utils?|Service)");

    /** The only classes that may catch everything: whatever comes, they say so and go on. */
    static final Set<String> BOUNDARIES = Set.of(
            "Loop", "Dialects", "Parts", "Routes", "EmbeddedBroker", "Dispatch", "Lane", "Darkroom", "FirstSight");

    private final SourceTree sources;
    private final CompilationUnitTree unit;
    private final Set<String> sealedFamily;
    private final List<String> findings = new ArrayList<>();
    private final String file;
    private final String room;
    private final boolean test;

    private Inspection(SourceTree sources, CompilationUnitTree unit, Set<String> sealedFamily) {
        this.sources = sources;
        this.unit = unit;
        this.sealedFamily = sealedFamily;
        String path = unit.getSourceFile().toUri().getPath();
        this.file = path.substring(
                path.indexOf(sources.home() + "/") == 0
                        ? sources.home().toString().length() + 1
                        : 0);
        this.room = String.valueOf(unit.getPackageName());
        this.test = file.contains("src/test/");
    }

    /** Everything wrong in a tree, each as {@code file:line what}. */
    static List<String> of(SourceTree sources) {
        Set<String> family = sealedFamily(sources.units());
        List<String> all = new ArrayList<>();
        for (CompilationUnitTree unit : sources.units()) {
            Inspection inspection = new Inspection(sources, unit, family);
            inspection.scan(unit, null);
            all.addAll(inspection.findings);
        }
        return all;
    }

    /** Simple names of our sealed types and of what directly extends them. */
    private static Set<String> sealedFamily(Collection<CompilationUnitTree> units) {
        Set<String> names = new HashSet<>();
        List<ClassTree> classes = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                classes.add(type);
                return super.visitClass(type, null);
            }
        }.scan(units, null);
        classes.stream()
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.SEALED))
                .forEach(type -> names.add(type.getSimpleName().toString()));
        classes.stream()
                .filter(type -> type.getImplementsClause().stream().anyMatch(parent -> names.contains(simple(parent)))
                        || (type.getExtendsClause() != null && names.contains(simple(type.getExtendsClause()))))
                .toList()
                .forEach(type -> names.add(type.getSimpleName().toString()));
        return names;
    }

    private static String simple(Tree type) {
        String name = type.toString().replaceAll("<.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private long start(Tree part) {
        return line(sources.trees().getSourcePositions().getStartPosition(unit, part));
    }

    private long end(Tree part) {
        return line(sources.trees().getSourcePositions().getEndPosition(unit, part));
    }

    private void find(Tree part, String what) {
        findings.add(file + ":" + start(part) + " " + what);
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree whole, Void nothing) {
        if (end(whole) > FILE_LINES_MAX) {
            find(whole, "the file has " + end(whole) + " lines; at most " + FILE_LINES_MAX);
        }
        return super.visitCompilationUnit(whole, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        if (BAD_NAME.matcher(type.getSimpleName()).matches()) {
            find(type, "the name " + type.getSimpleName() + " says nothing; name the thing of the field that it is");
        }
        if (!type.getSimpleName().isEmpty()) {
            wantJavadoc(type.getModifiers().getFlags(), "type " + type.getSimpleName());
        }
        return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        long lines = end(method) - start(method) + 1;
        int linesMax = isFlatSwitch(method) ? SWITCH_LINES_MAX : METHOD_LINES_MAX;
        if (lines > linesMax) {
            find(method, "method " + method.getName() + " has " + lines + " lines; at most " + linesMax);
        }
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> simple(annotation.getAnnotationType()).equals("Override"));
        if (!overrides) {
            wantJavadoc(method.getModifiers().getFlags(), "method " + method.getName());
        }
        return super.visitMethod(method, null);
    }

    private static boolean isFlatSwitch(MethodTree method) {
        if (method.getBody() == null || method.getBody().getStatements().size() != 1) {
            return false;
        }
        return switch (method.getBody().getStatements().getFirst()) {
            case SwitchTree statement -> true;
            case ReturnTree value -> value.getExpression() instanceof SwitchExpressionTree;
            case StatementTree other -> false;
        };
    }

    private void wantJavadoc(Set<Modifier> modifiers, String what) {
        if (!test && isPublic(modifiers, getCurrentPath()) && sources.trees().getDocComment(getCurrentPath()) == null) {
            find(getCurrentPath().getLeaf(), "public " + what + " has no Javadoc");
        }
    }

    /** Whether others can see it: it and all types around it are public, as members of interfaces always are. */
    private static boolean isPublic(Set<Modifier> modifiers, TreePath path) {
        TreePath parent = path.getParentPath();
        return switch (parent.getLeaf()) {
            case CompilationUnitTree top -> modifiers.contains(Modifier.PUBLIC);
            case ClassTree around ->
                (modifiers.contains(Modifier.PUBLIC)
                                || (around.getKind() == Tree.Kind.INTERFACE && !modifiers.contains(Modifier.PRIVATE)))
                        && isPublic(around.getModifiers().getFlags(), parent);
            case Tree body -> false;
        };
    }

    @Override
    public Void visitSwitch(SwitchTree choice, Void nothing) {
        wantNoDefault(choice, choice.getCases());
        return super.visitSwitch(choice, null);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree choice, Void nothing) {
        wantNoDefault(choice, choice.getCases());
        return super.visitSwitchExpression(choice, null);
    }

    private void wantNoDefault(Tree choice, List<? extends CaseTree> cases) {
        List<CaseLabelTree> labels = new ArrayList<>();
        cases.forEach(each -> labels.addAll(each.getLabels()));
        boolean ours = labels.stream()
                .filter(PatternCaseLabelTree.class::isInstance)
                .anyMatch(label -> typesOf(label).stream().anyMatch(sealedFamily::contains));
        if (ours && labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)) {
            find(choice, "a default in a switch over our own sealed type hides the kinds that come later");
        }
    }

    private static List<String> typesOf(CaseLabelTree label) {
        List<String> types = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitBindingPattern(BindingPatternTree pattern, Void nothing) {
                types.add(simple(pattern.getVariable().getType()));
                return super.visitBindingPattern(pattern, null);
            }

            @Override
            public Void visitDeconstructionPattern(DeconstructionPatternTree pattern, Void nothing) {
                types.add(simple(pattern.getDeconstructor()));
                return super.visitDeconstructionPattern(pattern, null);
            }
        }.scan(label, null);
        return types;
    }

    @Override
    public Void visitCatch(CatchTree caught, Void nothing) {
        Tree type = caught.getParameter().getType();
        List<? extends Tree> types = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        String name = file.replaceAll(".*/|\\.java$", "");
        if (types.stream().anyMatch(each -> BROAD.contains(simple(each))) && !BOUNDARIES.contains(name)) {
            find(caught, "catches " + type + "; only a named boundary may catch everything");
        }
        if (caught.getBlock().getStatements().isEmpty()) {
            find(caught, "an empty catch; say in code what becomes of the failure");
        }
        return super.visitCatch(caught, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        look(call, call.getMethodSelect().toString());
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
        look(reference, reference.toString());
        return super.visitMemberReference(reference, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
        if (simple(made.getIdentifier()).equals("Date") && made.getArguments().isEmpty()) {
            look(made, "Instant.now");
        }
        return super.visitNewClass(made, null);
    }

    private void look(Tree part, String called) {
        if (CLOCK.matcher(called).matches() && !mayReadTheClock()) {
            find(part, called + " reads the clock; take a Clock or a time as an argument");
        }
        if (test && SLEEP.matcher(called).matches()) {
            find(part, called + " in a test; wait for a condition");
        }
    }

    private boolean mayReadTheClock() {
        return room.equals("org.beaconhub.gateway.clock")
                || room.equals("org.beaconhub.sim.clock")
                || room.startsWith("org.beaconhub.bench");
    }
}
