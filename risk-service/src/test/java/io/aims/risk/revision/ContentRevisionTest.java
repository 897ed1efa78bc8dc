package io.aims.risk.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.platform.refusal.Refusal;

class ContentRevisionTest {

  @Test
  void everybody_who_contributed_since_the_last_decision_is_an_author() {
    var revision = ContentRevision.first("ada").changedBy("bob").changedBy("ada");

    assertThat(revision).isEqualTo(new ContentRevision(3, List.of("ada", "bob"), false));
  }

  @Test
  void the_first_change_after_a_decision_starts_with_its_author_alone() {
    var decided = ContentRevision.first("ada").changedBy("bob").decideUpon(2, "eve");

    assertThat(decided.changedBy("eve")).isEqualTo(new ContentRevision(3, List.of("eve"), false));
  }

  @Test
  void an_author_does_not_decide() {
    var revision = ContentRevision.first("ada").changedBy("bob");

    assertThatThrownBy(() -> revision.decideUpon(2, "ada")).isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void a_decision_upon_another_revision_is_stale() {
    var revision = ContentRevision.first("ada").changedBy("bob");

    assertThatThrownBy(() -> revision.decideUpon(1, "eve")).isInstanceOf(Refusal.Stale.class);
  }

  @Test
  void a_decision_can_be_renewed_and_its_authors_stay_the_same() {
    var decided = ContentRevision.first("ada").decideUpon(1, "eve");

    assertThat(decided.decideUpon(1, "eve")).isEqualTo(decided);
    assertThatThrownBy(() -> decided.decideUpon(1, "ada")).isInstanceOf(Refusal.FourEyes.class);
  }
}
