package io.aims.incident.channel;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with their organisation's channel. */
@ApplicationScoped
class ChannelService {
  private final Transactions transactions;
  private final Channels channels;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  ChannelService(Transactions transactions, Channels channels, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.channels = channels;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens the channel, or changes it when there is one. */
  Uni<ChannelView> set(Caller person, String alias, @Nullable IfMatch condition, boolean anonymous, Members members,
      String reason) {
    var cause = Cause.of(person, reason);
    return transactions.in(person.tenant(), () -> channels.one().chain(found -> {
      if (found == null) {
        return channels.open(
            Channel.open(ids.next(), person.tenant(), alias, anonymous, members, clock.instant()), cause);
      }
      var channel = IfMatch.check(condition, found);
      return channels.change(channel, channel.change(alias, anonymous, members), cause);
    }).map(ChannelView::of));
  }

  Uni<ChannelView> read(Caller caller) {
    return transactions.in(caller.tenant(), this::present).map(ChannelView::of);
  }

  Uni<Page<History.Entry>> history(Caller caller, PageRequest page) {
    return transactions.in(caller.tenant(), () -> present()
        .chain(channel -> history.of(caller.tenant(), channel.id(), ChannelResource.WHAT, page)));
  }

  private Uni<Channel> present() {
    return channels.one().map(found -> Refusal.orNotFound(found, ChannelResource.WHAT));
  }
}
