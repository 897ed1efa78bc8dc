package io.aims.platform.test;

import java.lang.management.ManagementFactory;

import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The way from a test to what serves it: tests are loaded by another class loader than test resources, so that they share
 * no class of ours, but the MBean server of the JVM. What passes it is of types of the JDK.
 */
final class Bridge {

  private Bridge() {}

  /** From now on tests reach this one by its type, and no earlier one. */
  static <T> void offer(Class<T> type, T served) {
    try {
      withdraw(type);
      ManagementFactory.getPlatformMBeanServer().registerMBean(new StandardMBean(served, type), name(type));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  static void withdraw(Class<?> type) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name(type));
    } catch (InstanceNotFoundException e) {
      // there is none
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T reach(Class<T> type) {
    return JMX.newMBeanProxy(ManagementFactory.getPlatformMBeanServer(), name(type), type);
  }

  private static ObjectName name(Class<?> type) {
    try {
      return new ObjectName("io.aims.platform.test", "type", type.getSimpleName());
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
