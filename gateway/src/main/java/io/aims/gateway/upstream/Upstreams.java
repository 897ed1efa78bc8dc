package io.aims.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.gateway.routing.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Connections to the services. */
@ApplicationScoped
public class Upstreams {
  /** Largest answer that is read into memory. */
  static final int MOST_BYTES = 4 << 20;

  private static final Logger LOG = Logger.getLogger(Upstreams.class);

  private final Map<Service, URI> urls;
  private final UpstreamConfig config;
  private final HttpClient client;

  Upstreams(Vertx vertx, UpstreamConfig config) {
    this.urls = new EnumMap<>(config.url());
    this.config = config;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setMaxHeaderSize(20 << 10),
        new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(4 * config.connections()));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /** The client that all connections come from. */
  public HttpClient client() {
    return client;
  }

  /** Scheme, host and port of {@code service}, without a slash at the end. */
  public String origin(Service service) {
    var url = urls.get(service);
    return url.getScheme() + "://" + url.getAuthority();
  }

  /** A request on a connection to {@code service}; fails as {@link Unreachable}. */
  public Future<HttpClientRequest> connect(Service service) {
    return connect(service, new RequestOptions().setConnectTimeout(config.connectTimeout().toMillis())
        .setIdleTimeout(config.readTimeout().toMillis()));
  }

  private Future<HttpClientRequest> connect(Service service, RequestOptions options) {
    var url = urls.get(service);
    var ssl = url.getScheme().equals("https");
    return client
        .request(options.setHost(url.getHost()).setPort(url.getPort() > 0 ? url.getPort() : ssl ? 443 : 80).setSsl(ssl))
        .onSuccess(request -> request.exceptionHandler(told -> LOG.tracef("%s: %s", service, told.getMessage())))
        .recover(cause -> Future.failedFuture(new Unreachable(service, cause)));
  }

  /**
   * Reads one resource whole, within {@code deadline}, connection included.
   *
   * @param target path and query
   */
  public Future<Reply> get(Service service, String target, Asker asker, Duration deadline) {
    var options = new RequestOptions().setMethod(HttpMethod.GET).setURI(target).setTimeout(deadline.toMillis());
    options.putHeader(HttpHeaders.ACCEPT, "application/json, application/problem+json");
    asker.headers().forEach(options::putHeader);
    var connecting = connect(service, options);
    return connecting.compose(request -> request.send().compose(Upstreams::whole))
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(late -> connecting.onSuccess(HttpClientRequest::reset));
  }

  private static Future<Reply> whole(HttpClientResponse answer) {
    var promise = Promise.<Reply>promise();
    var body = Buffer.buffer();
    answer.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > MOST_BYTES) {
        answer.handler(null);
        promise.tryFail("The answer is too long.");
      }
    });
    answer.exceptionHandler(promise::tryFail);
    answer.endHandler(
        end -> promise.tryComplete(new Reply(answer.statusCode(), answer.getHeader(HttpHeaders.CONTENT_TYPE), body)));
    return promise.future();
  }

  /** A whole answer of a service. */
  public record Reply(int status, @Nullable String contentType, Buffer body) {
    public boolean ok() {
      return status == 200;
    }
  }
}
