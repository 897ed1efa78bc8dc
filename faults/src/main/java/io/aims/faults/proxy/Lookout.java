package io.aims.faults.proxy;

/** Looks at what passes the proxies of one service. */
public interface Lookout {

  /** Nothing is looked for. */
  Lookout NONE = new Lookout() {
    @Override
    public boolean marks(String statement) {
      return false;
    }

    @Override
    public boolean passes(Happening happening, Link link) {
      return true;
    }
  };

  /** Whether this statement marks its transaction as the one whose commit is of interest. */
  boolean marks(String statement);

  /**
   * Called before the message is passed on; may take its time.
   *
   * @return false when the message must not be passed on and the connection is to end
   */
  boolean passes(Happening happening, Link link) throws InterruptedException;
}
