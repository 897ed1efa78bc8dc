package io.aims.e2e;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Starts the stack before the first journey and stops it after the last one; {@code -Daims.stack=running} uses one that runs already. */
public final class StackLifecycle implements LauncherSessionListener {
  static final boolean OURS = !"running".equals(System.getProperty("aims.stack"));

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
      @Override
      public void testPlanExecutionStarted(TestPlan plan) {
        if (OURS) {
          System.out.println(RunningStack.launcher("up", "--detach", "--fresh"));
        }
      }
    });
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (OURS) {
      RunningStack.launcher("down");
    }
  }
}
