package io.aims.audit.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;

class OrderFileTest {
  private static final UUID ACME = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  @TempDir
  Path dir;

  @Test
  void keeps_leaves_at_their_places() throws IOException {
    var order = new OrderFile(dir);
    assertThat(order.size(ACME)).isZero();

    order.write(ACME, 0, leaves(0, 3));
    order.write(ACME, 3, leaves(3, 5));

    assertThat(order.size(ACME)).isEqualTo(5);
    assertThat(order.read(ACME, 1, 3)).isEqualTo(leaves(1, 4));
    assertThat(order.size(UUID.randomUUID())).isZero();
  }

  /** A crash has cut it between its leaves and the checkpoint: they are written once more. */
  @Test
  void what_is_written_again_stands_once() throws IOException {
    var order = new OrderFile(dir);
    order.write(ACME, 0, leaves(0, 5));

    order.write(ACME, 3, leaves(3, 7));

    assertThat(order.read(ACME, 0, 7)).isEqualTo(leaves(0, 7));
  }

  @Test
  void what_it_does_not_hold_can_not_be_read() throws IOException {
    var order = new OrderFile(dir);
    order.write(ACME, 0, leaves(0, 2));

    assertThatThrownBy(() -> order.read(ACME, 1, 2)).isInstanceOf(EOFException.class);
  }

  private static List<Hash> leaves(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Rfc6962.leaf(new byte[]{(byte) i})).toList();
  }
}
