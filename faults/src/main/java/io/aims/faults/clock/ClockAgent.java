package io.aims.faults.clock;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * Runs inside the service: adds an offset to what {@code java.time} takes from the system's clock. What reads the clock
 * by other means, such as the Kafka client and the check of tokens, keeps the right time.
 */
public final class ClockAgent {
  /** System property of the service: by how many milliseconds its clock is wrong. */
  private static final String OFFSET = "aims.faults.clock";
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

  private ClockAgent() {}

  /** Called on attaching, with the offset as text. */
  public static void agentmain(String offset, Instrumentation instrumentation) throws UnmodifiableClassException {
    if (System.setProperty(OFFSET, offset) == null) {
      instrumentation.addTransformer(new SystemClock(), true);
      instrumentation.retransformClasses(Clock.class);
    }
  }

  private static final class SystemClock implements ClassFileTransformer {

    @Override
    public byte @Nullable [] transform(@Nullable ClassLoader loader, String name, @Nullable Class<?> type,
        @Nullable ProtectionDomain domain, byte[] bytes) {
      if (!name.equals("java/time/Clock")) {
        return null;
      }
      var classFile = ClassFile.of();
      return classFile.transformClass(classFile.parse(bytes),
          ClassTransform.transformingMethodBodies(
              method -> method.methodName().equalsString("currentInstant"), SystemClock::plusOffset));
    }

    private static void plusOffset(CodeBuilder code, CodeElement element) {
      if (element instanceof ReturnInstruction) {
        code.ldc(OFFSET)
            .lconst_0()
            .invokestatic(ClassDesc.of("java.lang.Long"), "getLong",
                MethodTypeDesc.of(ClassDesc.of("java.lang.Long"), ConstantDescs.CD_String, ConstantDescs.CD_long))
            .invokevirtual(ClassDesc.of("java.lang.Long"), "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
            .invokevirtual(INSTANT, "plusMillis", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
      }
      code.with(element);
    }
  }
}
