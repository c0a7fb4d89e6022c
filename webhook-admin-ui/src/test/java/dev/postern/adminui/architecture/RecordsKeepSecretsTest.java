package dev.postern.adminui.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record prints its components by itself; those that carry a secret as text must not. */
class RecordsKeepSecretsTest {
  private static final String CANARY = "canary-3f9a";

  /** What a secret is called; {@code secretId}, {@code tokenUrl} and the like name none. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|passwordHash|passphrase|token|privateKey)");

  @Test
  void no_record_of_any_module_prints_a_secret() throws ReflectiveOperationException {
    List<Class<?>> records = records();
    List<String> printing = new ArrayList<>();
    for (Class<?> type : records) {
      if (sample(type).toString().contains(CANARY)) {
        printing.add(type.getName());
      }
    }
    assertThat(printing).isEmpty();
    assertThat(records)
        .as("the search finds them")
        .extracting(Class::getSimpleName)
        .contains("EndpointBody", "RotateBody", "Rotation", "AuthBody", "Credentials", "Arrival");
  }

  private static List<Class<?>> records() {
    List<Class<?>> found = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.postern")) {
      if (type.isRecord()
          && Arrays.stream(type.reflect().getRecordComponents())
              .anyMatch(RecordsKeepSecretsTest::secret)) {
        found.add(type.reflect());
      }
    }
    return found;
  }

  private static boolean secret(RecordComponent component) {
    return component.getType() == String.class && SECRET.matcher(component.getName()).matches();
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(
        Arrays.stream(components).map(RecordsKeepSecretsTest::value).toArray());
  }

  private static @Nullable Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return secret(component) ? CANARY : "";
    }
    if (type == InetAddress.class) {
      return InetAddress.getLoopbackAddress();
    }
    if (type == boolean.class) {
      return false;
    }
    return type == int.class ? (Object) 0 : type == long.class ? 0L : null;
  }
}
