package io.aims.risk.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class ControlCatalogueTest {
  private static final ControlCatalogue CATALOGUE = new ControlCatalogue();

  @Test
  void it_has_the_38_controls_of_annex_a() {
    assertThat(CATALOGUE.all()).hasSize(38).extracting(Control::id).doesNotHaveDuplicates();
    assertThat(CATALOGUE.all()).allSatisfy(control -> {
      assertThat(control.id()).matches("A\\.(10|[2-9])\\.\\d(\\.\\d)?");
      assertThat(control.title()).isNotBlank();
      assertThat(control.summary()).isNotBlank();
    });
  }

  @Test
  void each_objective_has_its_number_of_controls() {
    var counts = CATALOGUE.all()
        .stream()
        .collect(Collectors.groupingBy(c -> c.objective().substring(0, c.objective().indexOf(' ')),
            Collectors.counting()));

    assertThat(counts).isEqualTo(Map.of("A.2", 3L, "A.3", 2L, "A.4", 5L, "A.5", 4L, "A.6.1", 2L, "A.6.2", 7L, "A.7",
        5L, "A.8", 4L, "A.9", 3L, "A.10", 3L));
  }

  @Test
  void a_control_belongs_to_the_objective_that_its_id_names() {
    assertThat(CATALOGUE.all())
        .allSatisfy(c -> assertThat(c.id()).startsWith(c.objective().substring(0, c.objective().indexOf(' ')) + "."));
  }
}
