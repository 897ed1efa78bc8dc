package io.aims.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;

class PageTest {

  @Test
  void walking_the_pages_of_any_size_meets_every_item_once() {
    for (var size = 0; size <= 12; size++) {
      for (var limit = 1; limit <= 13; limit++) {
        var all = IntStream.rangeClosed(1, size).boxed().toList();

        var seen = walk(all, limit);

        assertThat(seen).as("%d items by %d", size, limit).isEqualTo(all);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "MTp4", "!!", "Mjox"})
  void a_cursor_that_no_list_gave_out_is_malformed(String cursor) {
    assertThatThrownBy(() -> PageRequest.of(10, cursor).beforeId()).isInstanceOf(Refusal.Malformed.class);
    assertThatThrownBy(() -> PageRequest.of(10, cursor).afterNumber(0)).isInstanceOf(Refusal.Malformed.class);
  }

  private static List<Integer> walk(List<Integer> all, int limit) {
    var seen = new ArrayList<Integer>();
    Page<Integer> page;
    String cursor = null;
    do {
      var request = PageRequest.of(limit, cursor);
      page = Page.cut(all.stream().filter(i -> i > request.afterNumber(0)).limit(Page.fetch(request)).toList(), request,
          i -> i);
      assertThat(page.items().size()).isLessThanOrEqualTo(limit);
      seen.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return seen;
  }
}
