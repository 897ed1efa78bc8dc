package io.aims.platform.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Marks the test of a law, which draws its values from a {@link Draw}: it runs once for each seed from 1 to {@link #value()}.
 * A failure shows its seed in the name of the run, and the same seed gives the same values again.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(Seeded.Draws.class)
public @interface Seeded {

  int value();

  /** The draws of all seeds. */
  final class Draws implements ArgumentsProvider, AnnotationConsumer<Seeded> {
    private int seeds;

    @Override
    public void accept(Seeded seeded) {
      seeds = seeded.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
      return LongStream.rangeClosed(1, seeds).mapToObj(seed -> Arguments.of(new Draw(seed)));
    }
  }
}
