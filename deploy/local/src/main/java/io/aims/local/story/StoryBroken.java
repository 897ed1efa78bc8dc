package io.aims.local.story;

/** The system did not do what the story tells. */
public final class StoryBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoryBroken(String what) {
    super(what);
  }
}
