package io.aims.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.local.home.Home;
import io.aims.local.home.Ports;
import io.aims.local.stack.Component;

class LocalStackTest {
  @TempDir
  Path folder;
  private final Ports ports = Ports.choose(Map.of(), () -> 0, port -> true);
  private LocalStack stack;

  @BeforeEach
  void onDefaultPorts() {
    stack = new LocalStack(new Home(Path.of("../.."), folder), ports);
  }

  @Test
  void everyComponentHasItsNameAndItsPorts() {
    assertThat(stack.everything().stream().map(Component::name)).containsExactlyElementsOf(LocalStack.names());
    assertThat(stack.engines().stream().map(Component::name)).containsExactlyElementsOf(LocalStack.engineNames());
    assertThat(LocalStack.portsByComponent()).containsOnlyKeys(LocalStack.names());
  }

  @Test
  void incidentServiceIsToldWhereMailsGoAndWhoKnowsAddresses() {
    assertThat(stack.environment(ServiceCatalogue.INCIDENT)).containsAllEntriesOf(Map.of(
        "AIMS_MAIL_HOST", "127.0.0.1",
        "AIMS_MAIL_PORT", "1025",
        "AIMS_MAIL_FROM", "aims@aims.example",
        "AIMS_MAIL_PORTAL", "http://127.0.0.1:8080",
        "AIMS_DIRECTORY_URL", "http://127.0.0.1:8180",
        "AIMS_DIRECTORY_SECRET", "aims-demo-directory-secret"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INCIDENT")
  void nobodyElseIs(ServiceCatalogue service) {
    assertThat(stack.environment(service).keySet())
        .noneMatch(name -> name.contains("MAIL") || name.contains("DIRECTORY"));
  }

  @Test
  void aServiceCanBeToldMoreAndNoOtherOneIs() {
    var told = new LocalStack(new Home(Path.of("../.."), folder), ports,
        Wiring.STRAIGHT.with(Map.of(ServiceCatalogue.INCIDENT, Map.of("AIMS_MAIL_QUIET", "1s"))));

    assertThat(told.environment(ServiceCatalogue.INCIDENT)).containsEntry("AIMS_MAIL_QUIET", "1s")
        .containsKeys("AIMS_MAIL_HOST", "AIMS_KAFKA_BOOTSTRAP");
    assertThat(told.environment(ServiceCatalogue.RISK)).doesNotContainKey("AIMS_MAIL_QUIET");
  }

  /** Without one a mail can't be sent for a while, and everything else goes on. */
  @ParameterizedTest
  @EnumSource
  void noServiceWaitsForTheMailServer(ServiceCatalogue service) {
    var component = stack.component(service.module());

    assertThat(component.needs()).doesNotContain("mail");
    assertThat(component.follows()).as("it is started earlier and stopped later").contains("mail");
  }
}
