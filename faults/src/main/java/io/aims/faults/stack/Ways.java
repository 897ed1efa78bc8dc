package io.aims.faults.stack;

import java.io.IOException;

import io.aims.faults.proxy.FaultProxy;
import io.aims.faults.proxy.Lookout;
import io.aims.faults.proxy.Weather;

/** The two ways of one service: to PostgreSQL and to Kafka. */
public record Ways(FaultProxy postgres, FaultProxy kafka) implements AutoCloseable {

  static Ways open() throws IOException {
    return new Ways(FaultProxy.ofPostgres(), FaultProxy.ofKafka());
  }

  public void lookout(Lookout lookout) {
    postgres.lookout(lookout);
    kafka.lookout(lookout);
  }

  public void weather(Weather weather) {
    postgres.weather(weather);
    kafka.weather(weather);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    kafka.close();
  }
}
