import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import sun.net.httpserver.DefaultHttpServerProvider;

/**
 * The JDK's HTTP servers, except that one asked to listen on every address listens on the loopback
 * address alone.
 *
 * <p>Flink's Prometheus reporter has an option for its port and none for its address. Named to the
 * JVM by {@code -Dcom.sun.net.httpserver.HttpServerProvider}, which the JDK documents for this
 * purpose.
 */
public final class LoopbackHttpServerProvider extends HttpServerProvider {
  private final HttpServerProvider servers = new DefaultHttpServerProvider();

  @Override
  public HttpServer createHttpServer(InetSocketAddress address, int backlog) throws IOException {
    return servers.createHttpServer(loopback(address), backlog);
  }

  @Override
  public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) throws IOException {
    return servers.createHttpsServer(loopback(address), backlog);
  }

  private static InetSocketAddress loopback(InetSocketAddress address) {
    return address != null && address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }
}
