package dev.postern.adminui.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.adminui.part.Background;
import dev.postern.core.audit.AuditTrail;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes something at the console is named in the trail and asked for their role by the
 * very click that changes it. Each click is a request of its own: a check made when a dialog opened
 * says nothing of the one that submits it.
 */
class NamedActorsTest {
  /** Views, their forms and their doors; who signs in is named by the account they come with. */
  private static final Pattern CONSOLE =
      Pattern.compile("dev\\.postern\\.adminui\\.(?!rest|node|login|demo|access|telemetry).+");

  private static final Set<String> CHECKS =
      Set.of(
          "Visit.tenantTo",
          "Visit.confirmedTenantTo",
          "ConsoleUser.requirePlatform",
          "ConsoleUser.requireConfirmedPlatform",
          "AlertOwner.toChange",
          "AlertOwner.toDelete");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.postern");

  @Test
  void every_audited_call_of_the_console_is_checked_where_it_is_made() {
    Set<String> audited = audited();
    List<JavaMethodCall> changes =
        classes.stream()
            .filter(NamedActorsTest::console)
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> audited.contains(target(call)))
            .filter(call -> !console(call.getTargetOwner()))
            .toList();

    assertThat(changes).as("those that are known").hasSizeGreaterThan(30);
    assertThat(changes).filteredOn(change -> !checked(change)).isEmpty();
  }

  /** What writes to the trail, by itself or by what it calls, up to the console. */
  private Set<String> audited() {
    List<JavaMethodCall> calls =
        classes.stream()
            .filter(type -> !CONSOLE.matcher(type.getName()).matches() || service(type))
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .toList();
    Set<String> known =
        new HashSet<>(
            Set.of(
                AuditTrail.class.getName() + ".record",
                AuditTrail.class.getName() + ".recordPlatform"));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (JavaMethodCall call : calls) {
        grows |= known.contains(target(call)) && known.add(origin(call));
      }
    }
    return known;
  }

  /**
   * In the same method, and in a listener of it when the change is made in one; what runs in the
   * background takes the caller along.
   */
  private static boolean checked(JavaMethodCall change) {
    Set<JavaMethodCall> calls = change.getOrigin().getMethodCallsFromSelf();
    boolean takenAlong = calls.stream().anyMatch(NamedActorsTest::background);
    return calls.stream()
        .filter(call -> takenAlong || call.isDeclaredInLambda() == change.isDeclaredInLambda())
        .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
        .anyMatch(CHECKS::contains);
  }

  private static boolean background(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(Background.class) && !call.isDeclaredInLambda();
  }

  private static boolean console(JavaClass type) {
    return CONSOLE.matcher(type.getName()).matches() && !service(type);
  }

  /** Called by the console and by the API alike, which name the caller before. */
  private static boolean service(JavaClass type) {
    return type.getPackageName().endsWith(".pause") && type.getSimpleName().equals("NodeDrain");
  }

  private static String target(JavaMethodCall call) {
    return call.getTargetOwner().getName() + "." + call.getName();
  }

  private static String origin(JavaMethodCall call) {
    return call.getOriginOwner().getName() + "." + call.getOrigin().getName();
  }
}
