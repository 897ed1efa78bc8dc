package io.aims.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.faults.proxy.Happening.When;

class PostgresDialogueTest {
  private static final String INSERT = "insert into event (tenant) values ($1)";
  private final PostgresDialogue dialogue = new PostgresDialogue(sql -> sql.contains("into event"));
  private final List<Happening> told = new ArrayList<>();

  @Test
  void a_prepared_statement_is_known_by_its_text_each_time_it_is_executed() throws IOException {
    clientSends(startup(), message('P', "s1", INSERT, "\0\0"), message('B', "p1", "s1"), message('E', "p1"),
        message('S'));
    serverSends(message('1'), message('2'), complete("INSERT 0 1"), ready('T'));
    clientSends(message('B', "", "s1"), message('E', ""), message('S'));
    serverSends(message('2'), complete("INSERT 0 1"), ready('T'));

    assertThat(told).containsExactly(new Happening(When.BEFORE, INSERT, true), new Happening(When.AFTER, INSERT, true),
        new Happening(When.BEFORE, INSERT, true), new Happening(When.AFTER, INSERT, true));
  }

  @Test
  void the_commit_of_a_marked_transaction_is_told_apart_from_others() throws IOException {
    clientSends(startup(), message('Q', "BEGIN"), message('Q', INSERT), message('Q', "COMMIT"));
    serverSends(complete("BEGIN"), ready('T'), complete("INSERT 0 1"), ready('T'), complete("COMMIT"), ready('I'));
    clientSends(message('Q', "COMMIT"));
    serverSends(complete("COMMIT"), ready('I'));

    assertThat(told).filteredOn(Happening::commits)
        .extracting(Happening::when, Happening::within)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(When.BEFORE, true),
            org.assertj.core.groups.Tuple.tuple(When.AFTER, true),
            org.assertj.core.groups.Tuple.tuple(When.BEFORE, false),
            org.assertj.core.groups.Tuple.tuple(When.AFTER, false));
  }

  @Test
  void a_statement_outside_a_transaction_commits_when_the_server_is_ready() throws IOException {
    clientSends(startup(), message('Q', INSERT));
    serverSends(complete("INSERT 0 1"), ready('I'));

    assertThat(told.getLast().commits()).isTrue();
    assertThat(told.getLast().when()).isEqualTo(When.AFTER);
  }

  @Test
  void what_the_server_skips_after_an_error_is_not_answered() throws IOException {
    clientSends(startup(), message('P', "", INSERT, ""), message('B', "", ""), message('E', ""), message('E', ""),
        message('S'), message('Q', "select 1"));
    serverSends(message('1'), message('2'), message('E', "SERROR"), ready('I'), complete("SELECT 1"), ready('I'));

    assertThat(told).filteredOn(happening -> happening.when() == When.AFTER)
        .extracting(Happening::what)
        .containsExactly("select 1");
  }

  @Test
  void a_refused_encryption_is_one_byte() throws IOException {
    clientSends(untyped(8, 80_877_103), startup(), message('Q', "select 1"));
    serverSends(new byte[]{'N'}, complete("SELECT 1"), ready('I'));

    assertThat(told).extracting(Happening::when).containsExactly(When.BEFORE, When.AFTER);
  }

  @Test
  void the_refusal_is_understood_even_if_somebody_waits_for_the_server_before_the_client_asks() throws Exception {
    var answer = new java.io.PipedOutputStream();
    var server = new DataInputStream(new java.io.PipedInputStream(answer));
    var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
      try {
        return dialogue.fromServer(server);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
    while (!waitsForTheServer()) {
      Thread.onSpinWait();
    }
    clientSends(untyped(8, 80_877_103));
    answer.write('N');
    answer.flush();

    assertThat(waiting.get(5, java.util.concurrent.TimeUnit.SECONDS).head()).containsExactly('N');
  }

  private static boolean waitsForTheServer() {
    return Thread.getAllStackTraces()
        .values()
        .stream()
        .anyMatch(
            stack -> java.util.Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("fromServer")));
  }

  @Test
  void a_large_value_is_passed_on_without_being_kept() throws IOException {
    var large = new byte[200_000];
    var bytes = new ByteArrayOutputStream();
    bytes.write(startup());
    bytes.write(message('P', "", INSERT, new String(large, StandardCharsets.UTF_8)));
    bytes.write(message('Q', "select 1"));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var out = new ByteArrayOutputStream();

    for (var frame = dialogue.fromClient(in); frame != null; frame = dialogue.fromClient(in)) {
      dialogue.asking(frame, told::add);
      assertThat(frame.head().length).isLessThan(70_000);
      frame.pass(in, out);
    }

    assertThat(out.toByteArray()).isEqualTo(bytes.toByteArray());
    assertThat(told).extracting(Happening::what).containsExactly("select 1");
  }

  private void clientSends(byte[]... messages) throws IOException {
    var in = stream(messages);
    for (var frame = dialogue.fromClient(in); frame != null; frame = dialogue.fromClient(in)) {
      dialogue.asking(frame, told::add);
    }
  }

  private void serverSends(byte[]... messages) throws IOException {
    var in = stream(messages);
    for (var frame = dialogue.fromServer(in); frame != null; frame = dialogue.fromServer(in)) {
      dialogue.answering(frame, told::add);
    }
  }

  private static DataInputStream stream(byte[]... messages) {
    var bytes = new ByteArrayOutputStream();
    for (var message : messages) {
      bytes.writeBytes(message);
    }
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static byte[] startup() {
    return untyped(8, 196_608);
  }

  private static byte[] untyped(int length, int code) {
    return java.nio.ByteBuffer.allocate(8).putInt(length).putInt(code).array();
  }

  private static byte[] complete(String tag) {
    return message('C', tag);
  }

  private static byte[] ready(char state) {
    return new byte[]{'Z', 0, 0, 0, 5, (byte) state};
  }

  private static byte[] message(char type, String... texts) {
    var content = new ByteArrayOutputStream();
    for (var text : texts) {
      content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      content.write(0);
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(type);
      out.writeInt(content.size() + 4);
      content.writeTo(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
