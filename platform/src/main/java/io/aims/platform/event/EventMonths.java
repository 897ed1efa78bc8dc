package io.aims.platform.event;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

/** Has the event log's partitions made ahead of their month; should that fail for months, the default partition takes the events. */
@ApplicationScoped
class EventMonths {
  private static final Logger LOG = Logger.getLogger(EventMonths.class);
  private final AgroalDataSource worker;

  EventMonths(@DataSource("worker") AgroalDataSource worker) {
    this.worker = worker;
  }

  void start(@Observes StartupEvent event) {
    prepare();
  }

  @Scheduled(every = "24h", delayed = "24h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void prepare() {
    try (var connection = worker.getConnection();
        var call = connection.prepareStatement("select prepare_event_months()")) {
      call.execute();
    } catch (SQLException e) {
      LOG.warnf("The event log's next months are not prepared, tomorrow again: %s", Faults.summary(e));
    }
  }
}
