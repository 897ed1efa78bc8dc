package io.aims.platform.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The house rules a machine can check; each says why it is one. */
public final class ArchitectureRules {
  /** What a service calls is no endpoint of its own. */
  private static final String CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";
  private static final Set<String> PERMISSIONS = Set.of("jakarta.annotation.security.RolesAllowed",
      "jakarta.annotation.security.PermitAll", "io.quarkus.security.Authenticated",
      "io.quarkus.security.PermissionsAllowed");

  private ArchitectureRules() {}

  /** The production classes of {@code root} and everything below it. */
  public static JavaClasses production(String root) {
    return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root);
  }

  /** All rules for a service whose packages are below {@code root}. */
  public static List<ArchRule> forService(String root) {
    return List.of(noCycles(root), pureDomain(), hiddenEntities(), declaredPermissions(), oneDoorToTransactions(),
        noParallelWorkInTransactions(), injectedTime(), bannedNames());
  }

  static ArchRule noCycles(String root) {
    return slices().matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("features that need each other in a circle are one feature, or hide a third")
        .allowEmptyShould(true);
  }

  static ArchRule pureDomain() {
    return noClasses().that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .or()
        .haveSimpleNameEndingWith("Event")
        .or()
        .haveSimpleNameEndingWith("Policy")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.smallrye.mutiny..", "jakarta.ws.rs..")
        .because("a rule lives in a plain method that needs no engine to be tested")
        .allowEmptyShould(true);
  }

  static ArchRule hiddenEntities() {
    return classes().that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .or()
        .areAssignableTo("io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase")
        .should()
        .notBePublic()
        .because("an aggregate never leaves its package; others see its view or its events")
        .allowEmptyShould(true);
  }

  static ArchRule declaredPermissions() {
    return methods().that()
        .areAnnotatedWith("jakarta.ws.rs.GET")
        .or()
        .areAnnotatedWith("jakarta.ws.rs.POST")
        .or()
        .areAnnotatedWith("jakarta.ws.rs.PUT")
        .or()
        .areAnnotatedWith("jakarta.ws.rs.PATCH")
        .or()
        .areAnnotatedWith("jakarta.ws.rs.DELETE")
        .or()
        .areAnnotatedWith("jakarta.ws.rs.OPTIONS")
        .should(new com.tngtech.archunit.lang.ArchCondition<>("declare its permission") {
          @Override
          public void check(com.tngtech.archunit.core.domain.JavaMethod method,
              com.tngtech.archunit.lang.ConditionEvents events) {
            var declared = PERMISSIONS.stream()
                .anyMatch(p -> method.isAnnotatedWith(p) || method.getOwner().isAnnotatedWith(p));
            if (!declared && !method.getOwner().isAnnotatedWith(CLIENT)) {
              events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(method,
                  method.getFullName() + " declares no permission"));
            }
          }
        })
        .because("an endpoint whose permission was forgotten is open")
        .allowEmptyShould(true);
  }

  static ArchRule oneDoorToTransactions() {
    return noClasses().should()
        .callMethod("io.quarkus.hibernate.reactive.panache.Panache", "withTransaction", "java.util.function.Supplier")
        .orShould()
        .callMethod("io.quarkus.hibernate.reactive.panache.Panache", "withSession", "java.util.function.Supplier")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.quarkus.hibernate.reactive.panache.common.WithTransaction")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.quarkus.hibernate.reactive.panache.common.WithSession")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$SessionFactory")
        .because("only Transactions binds a transaction to its organisation before the first statement")
        .allowEmptyShould(true);
  }

  static ArchRule noParallelWorkInTransactions() {
    return noClasses().should()
        .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
            com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching("combine|join"))
            .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("io.smallrye.mutiny.Uni")))))
        .because("a Hibernate Reactive session does not serialise concurrent calls and does not notice them")
        .allowEmptyShould(true);
  }

  static ArchRule injectedTime() {
    return noClasses().should()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod("java.util.UUID", "randomUUID")
        .because("what has a deadline must be testable with a frozen clock")
        .allowEmptyShould(true);
  }

  static ArchRule bannedNames() {
    return noClasses().that()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .haveNameMatching(".*\\.(Abstract[A-Z].*|.*(Impl|Manager|Helper|Util|Utils|Base|Dto|Data))")
        .because("such names say how, not what")
        .allowEmptyShould(true);
  }
}
