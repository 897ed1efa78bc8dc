package io.aims.audit.proposal;

import java.util.Set;

import io.aims.platform.refusal.Refusal;

/** Whether somebody has decided on a proposal, and how; a decision is final. */
enum ProposalState {
  OPEN, ACCEPTED, DECLINED;

  /** What people can do to a proposal; each is a sub-resource of the same name. */
  enum Command {
    ACCEPTANCE, DECLINE
  }

  Set<Command> allowed() {
    return switch (this) {
      case OPEN -> Set.of(Command.ACCEPTANCE, Command.DECLINE);
      case ACCEPTED, DECLINED -> Set.of();
    };
  }

  void refuseUnlessAllowed(Command command) {
    Refusal.NotAllowedNow.unless(allowed(), command, this);
  }
}
