package dev.postern.adminui.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.core.id.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever deletes at the console has proved lately who they are. */
class ConfirmedDeletesTest {
  @Test
  void every_deletion_of_the_console_asks_for_a_confirmed_visit() {
    List<JavaMethodCall> deletions =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.postern.adminui")
                .stream()
                .filter(type -> !type.getPackageName().endsWith(".rest"))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(ConfirmedDeletesTest::deletes)
                .toList();

    assertThat(deletions).as("those that are known").hasSizeGreaterThan(5);
    assertThat(deletions).allMatch(ConfirmedDeletesTest::confirmed);
  }

  /** A door's call on behalf of a tenant. */
  private static boolean deletes(JavaMethodCall call) {
    return List.of("delete", "revoke").contains(call.getName())
        && call.getTarget().getRawParameterTypes().size() > 1
        && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(TenantId.class);
  }

  /** By the visit, or by whoever asks it in the place of one. */
  private static boolean confirmed(JavaMethodCall call) {
    return call.getOrigin().getMethodCallsFromSelf().stream()
        .map(other -> other.getTargetOwner().getSimpleName() + "." + other.getName())
        .anyMatch(
            List.of(
                    "Visit.confirmedTenantTo",
                    "ConsoleUser.requireConfirmedPlatform",
                    "AlertOwner.toDelete")
                ::contains);
  }
}
