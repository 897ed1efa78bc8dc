package io.aims.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

class LocalPortTest {

  @Test
  void tellsWhoHasAPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = socket.getLocalPort();

      assertThat(LocalPort.isFree(port)).isFalse();
      assertThat(LocalPort.owner(port)).contains(ProcessHandle.current());
      assertThat(LocalPort.ownerText(port)).contains(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void aPortThatNobodyHas() {
    var port = LocalPort.any();

    assertThat(LocalPort.isFree(port)).isTrue();
    assertThat(LocalPort.owner(port)).isEmpty();
  }
}
