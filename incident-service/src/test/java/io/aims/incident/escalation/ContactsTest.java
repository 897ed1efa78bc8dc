package io.aims.incident.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.aims.platform.refusal.Refusal;

class ContactsTest {
  private static final UUID ADA = new UUID(0, 1);

  @ParameterizedTest
  @EnumSource(names = {"ON_CALL", "SYSTEM_OWNER"})
  void who_is_found_otherwise_is_not_named(Addressee addressee) {
    assertThatThrownBy(() -> contacts(addressee, ADA).coherent()).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = {"ON_CALL", "SYSTEM_OWNER"})
  void all_others_are(Addressee addressee) {
    assertThat(contacts(addressee, ADA).coherent().of(addressee)).containsExactly(ADA);
  }

  @Test
  void nobody_is_named_twice() {
    assertThatThrownBy(() -> contacts(Addressee.EXECUTIVE, ADA, ADA).coherent()).isInstanceOf(Refusal.Invalid.class);
  }

  private static Contacts contacts(Addressee addressee, UUID... persons) {
    return new Contacts(Map.of(addressee, List.of(persons)));
  }
}
