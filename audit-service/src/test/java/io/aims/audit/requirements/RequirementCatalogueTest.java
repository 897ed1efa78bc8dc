package io.aims.audit.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.platform.refusal.Refusal;

class RequirementCatalogueTest {
  private final RequirementCatalogue catalogue = new RequirementCatalogue();

  @Test
  void has_32_clauses_and_38_controls() {
    var all = catalogue.all();

    assertThat(all).hasSize(70).extracting(Requirement::id).doesNotHaveDuplicates();
    assertThat(all).filteredOn(r -> r.kind() == Requirement.Kind.CLAUSE)
        .hasSize(32)
        .allSatisfy(r -> assertThat(r.id()).matches("([4-9]|10)\\.\\d(\\.\\d)?"))
        .allSatisfy(r -> assertThat(r.phase()).isNotNull())
        .allSatisfy(r -> assertThat(r.documentedInformation()).isNotNull());
    assertThat(all).filteredOn(r -> r.kind() == Requirement.Kind.CONTROL)
        .hasSize(38)
        .allSatisfy(r -> assertThat(r.id()).matches("A\\.([2-9]|10)(\\.\\d){1,2}"));
  }

  @Test
  void every_node_is_described_and_belongs_to_a_group() {
    assertThat(catalogue.all()).extracting(Requirement::description).doesNotHaveDuplicates();
    assertThat(catalogue.all()).allSatisfy(r -> {
      assertThat(r.title()).isNotBlank();
      assertThat(r.description()).hasSizeGreaterThan(20).endsWith(".");
      assertThat(r.id()).startsWith(r.group().id() + ".");
    });
  }

  @Test
  void keeps_the_order_of_the_standard() {
    assertThat(catalogue.all()).extracting(Requirement::id)
        .startsWith("4.1", "4.2", "4.3", "4.4", "5.1")
        .containsSubsequence("9.3.3", "10.1", "10.2", "A.2.2", "A.9.4", "A.10.2")
        .endsWith("A.10.4");
  }

  @Test
  void tells_which_edition_and_which_revision_of_our_data() {
    assertThat(catalogue.edition()).isEqualTo("iso-iec-42001:2023");
    assertThat(catalogue.revision()).isPositive();
  }

  @Test
  void refuses_the_first_id_that_is_no_node() {
    assertThatNoException().isThrownBy(() -> catalogue.refuseUnknown("nodes", List.of("9.1", "A.6.2.6")));
    assertThatExceptionOfType(Refusal.UnknownReference.class)
        .isThrownBy(() -> catalogue.refuseUnknown("nodes", List.of("9.1", "9", "A.1.1")))
        .extracting(Refusal.UnknownReference::field)
        .isEqualTo("nodes[1]");
  }
}
