package io.aims.platform.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Draws values at random, the ends of a range more often than by chance, because there laws break first. */
public final class Draw {
  private static final int ONE_END_IN = 16;
  private final long seed;
  private final Random random;

  public Draw(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  public boolean yesOrNo() {
    return random.nextBoolean();
  }

  /** From {@code min} to {@code max}, both included. */
  public int between(int min, int max) {
    return (int) between((long) min, max);
  }

  /** From {@code min} to {@code max}, both included. */
  public long between(long min, long max) {
    return switch (random.nextInt(ONE_END_IN)) {
      case 0 -> min;
      case 1 -> max;
      default -> max == Long.MAX_VALUE ? random.nextLong(min - 1, max) + 1 : random.nextLong(min, max + 1);
    };
  }

  /** From 0 to 2<sup>63</sup> - 1, each number of bits as likely as any other. */
  public long ofAnyMagnitude() {
    return between(0L, Long.MAX_VALUE) >>> between(0, 62);
  }

  public <T> T oneOf(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  public <T> List<T> listOf(int size, Supplier<T> item) {
    var items = new ArrayList<T>();
    while (items.size() < size) {
      items.add(item.get());
    }
    return items;
  }

  /** At most {@code most} entries; fewer when keys come twice. */
  public <K, V> Map<K, V> mapOf(int most, Supplier<K> key, Supplier<V> value) {
    var entries = new HashMap<K, V>();
    listOf(between(0, most), key).forEach(k -> entries.put(k, value.get()));
    return entries;
  }

  /** At least {@code min} and at most {@code max} characters from {@code first} to {@code last}. */
  public String text(int min, int max, char first, char last) {
    var text = new StringBuilder();
    listOf(between(min, max), () -> between(first, last)).forEach(text::appendCodePoint);
    return text.toString();
  }

  /** At most {@code max} characters of any script, with those that are none in any, but without halves of pairs. */
  public String anyText(int max) {
    var text = new StringBuilder();
    listOf(between(0, max), this::anyCodePoint).forEach(text::appendCodePoint);
    return text.toString();
  }

  private int anyCodePoint() {
    var plane = random.nextBoolean() ? Character.MIN_SUPPLEMENTARY_CODE_POINT - 1 : Character.MAX_CODE_POINT;
    var drawn = between(0, plane);
    return drawn >= Character.MIN_SURROGATE && drawn <= Character.MAX_SURROGATE ? 'x' : drawn;
  }

  /** What {@code draw} gives, drawn again until it differs from {@code one}. */
  public <T> T otherThan(T one, Supplier<T> draw) {
    var other = draw.get();
    while (other.equals(one)) {
      other = draw.get();
    }
    return other;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
