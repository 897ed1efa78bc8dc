package io.aims.local;

import io.aims.local.home.Home;
import io.aims.local.identity.TokenText;

/** {@code token}: prints the bearer token of a demo account and nothing else, ready for a shell's {@code $(…)}. */
final class PrintToken {
  private final Home home;

  PrintToken(Home home) {
    this.home = home;
  }

  int run(Command.Token command) throws InterruptedException {
    var token = new Running(home).tokens().bearer(command.role(), command.org());
    System.out.println(command.claims() ? TokenText.claims(token) : token);
    return 0;
  }
}
