package io.aims.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class ListenersTest {
  private static final String INCOMING = "mp.messaging.incoming.";

  @Test
  void all_that_the_services_are_configured_to_take_is_expected() throws IOException {
    var configured = new TreeMap<String, Set<String>>();
    for (var context : Books.CONTEXTS) {
      var project = Path.of("").toAbsolutePath().getParent();
      read(context, project.resolve("platform/src/main/resources/META-INF/microprofile-config.properties"), configured);
      read(context, project.resolve(context + "-service/src/main/resources/application.properties"), configured);
    }

    assertThat(Listeners.byGroup()).isEqualTo(configured);
  }

  @Test
  void a_group_that_is_not_there_and_one_that_takes_only_a_part_are_missed() {
    assertThat(Listeners.lacking(Listeners.byGroup())).isEmpty();
    var taken = new HashMap<>(Listeners.byGroup());
    taken.remove("audit-systems");
    taken.put("risk-service", Set.of("aims.incident.events.v1"));

    assertThat(Listeners.lacking(taken)).containsExactly("group audit-systems does not take aims.inventory.events.v1",
        "group risk-service does not take aims.inventory.events.v1");
    assertThat(Listeners.lacking(Map.of())).hasSizeGreaterThan(Listeners.byGroup().size());
  }

  private static void read(String context, Path file, Map<String, Set<String>> into) throws IOException {
    var properties = new Properties();
    try (var text = Files.newInputStream(file)) {
      properties.load(text);
    }
    properties.stringPropertyNames()
        .stream()
        .filter(name -> name.startsWith(INCOMING) && name.endsWith(".topic"))
        .forEach(name -> into.computeIfAbsent(properties
            .getProperty(name.replace(".topic", ".group.id"), context + "-service")
            .replace("${aims.context}", context), group -> new HashSet<>()).add(properties.getProperty(name)));
  }
}
