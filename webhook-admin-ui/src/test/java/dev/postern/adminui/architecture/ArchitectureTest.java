package dev.postern.adminui.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TenantScope;
import dev.postern.core.store.Transactions;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The walls of the house, over all four modules. */
@AnalyzeClasses(packages = "dev.postern", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule core_knows_nobody =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.postern.ingest..", "dev.postern.outbound..", "dev.postern.adminui..");

  @ArchTest
  static final ArchRule ingest_and_outbound_meet_only_through_the_core =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.postern.outbound..", "dev.postern.adminui..");

  @ArchTest
  static final ArchRule outbound_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.outbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.postern.ingest..", "dev.postern.adminui..");

  @ArchTest
  static final ArchRule pure_rooms_do_no_input_or_output =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.postern.core.signature..",
              "dev.postern.core.secret..",
              "dev.postern.core.egress",
              "dev.postern.outbound.retry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "java.net.http..",
              "java.nio.channels..",
              "jakarta.persistence..",
              "jakarta.servlet..",
              "jakarta.ws.rs..",
              "org.apache.hc..");

  @ArchTest
  static final ArchRule time_has_one_producer =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.postern.core.time.TimeProducer")
          .and()
          .doNotHaveFullyQualifiedName("dev.postern.core.cli.PosternCommand")
          .and()
          .resideOutsideOfPackage("dev.postern.adminui.demo..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule sql_stays_in_stores =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAnyPackage("..store..", "dev.postern.outbound.claim..")
                      .or(simpleNameEndingWith("Store"))
                      .or(simpleNameEndingWith("Reads"))
                      .or(simpleNameEndingWith("Writer"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule entities_stay_in_stores =
      noClasses()
          .that()
          .resideOutsideOfPackage("..store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  @ArchTest
  static final ArchRule entities_are_rows_that_only_their_store_touches =
      classes().that().areAnnotatedWith(Entity.class).should().resideInAPackage("..store..");

  /** The transaction seam and its failure are everybody's; what is behind them is the stores'. */
  @ArchTest
  static final ArchRule views_reach_no_store =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.adminui..")
          .and()
          .resideOutsideOfPackage("dev.postern.adminui.node..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.postern..store..")
                  .and(
                      DescribedPredicate.not(
                          type(Transactions.class)
                              .or(type(StoreException.class))
                              .or(type(TenantScope.class))
                              .or(type(TenantScope.Carried.class)))));

  /** Whoever enters a scope has checked the permission; whoever leaves it knows the thread. */
  @ArchTest
  static final ArchRule scopes_are_entered_where_permissions_are_checked =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.adminui..")
          .and()
          .resideOutsideOfPackages("dev.postern.adminui.access..", "dev.postern.adminui.node..")
          .should()
          .callMethod(TenantScope.class, "enter", java.util.UUID.class)
          .orShould()
          .callMethod(TenantScope.class, "leave");

  @ArchTest
  static final ArchRule rooms_of_the_core_form_no_circle =
      slices().matching("dev.postern.core.(*)..").should().beFreeOfCycles();
}
