package io.aims.incident.channel;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;

/** An organisation's one way to raise concerns. */
@Entity
@Table(name = "concern_channel")
class Channel extends Aggregate {
  private String alias;
  private boolean anonymous;
  @JdbcTypeCode(SqlTypes.JSON)
  private Members members;

  protected Channel() {}

  private Channel(UUID id, UUID tenant, String alias, boolean anonymous, Members members, Instant now) {
    super(id, tenant, now);
    this.alias = alias;
    this.anonymous = anonymous;
    this.members = members.check();
  }

  static Channel open(UUID id, UUID tenant, String alias, boolean anonymous, Members members, Instant now) {
    return new Channel(id, tenant, alias, anonymous, members, now);
  }

  ChannelEvent opened() {
    return new ChannelEvent.Opened(anonymous, members.handlers(), members.alternates(), members.lastResort());
  }

  /** The organisation's name as the token says it now comes along: without it nobody finds the door. */
  ChannelEvent change(String alias, boolean anonymous, Members members) {
    this.alias = alias;
    this.anonymous = anonymous;
    this.members = members.check();
    return new ChannelEvent.Changed(anonymous, members.handlers(), members.alternates(), members.lastResort());
  }

  @Override
  protected String aggregateType() {
    return "concern-channel";
  }

  String alias() {
    return alias;
  }

  boolean anonymous() {
    return anonymous;
  }

  Members members() {
    return members;
  }
}
